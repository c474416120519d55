import type { ActorVisit } from '#access/visit.ts';
import type { Entitlement } from '#apps/rights/model.ts';
import { Icon } from '#ui/icons.tsx';

interface ContextListsProps {
  readonly visit: ActorVisit;
  readonly entitlement: Entitlement;
  readonly contexts: readonly string[];
  readonly error: string | undefined;
}

/** Beschikbaar and Geselecteerd (003): each context has a button that moves it to the other list. */
export const ContextLists = ({ visit, entitlement, contexts, error }: ContextListsProps) => {
  const t = visit.t.rights.many;
  const selected = entitlement.contexts.filter((context) => contexts.includes(context));
  const available = entitlement.contexts.filter((context) => !contexts.includes(context));
  const hint = visit.t.rights.give;
  return (
    <fieldset class={error ? 'field wrong' : 'field'} id="veld-context" tabindex={-1}>
      <legend>{hint.contexts}</legend>
      <p class="hint">{entitlement.contextsRequired ? t.contextsRequired : t.contexts}</p>
      {error && (
        <p class="field-error">
          <span class="hidden-text">{visit.t.ui.form.errorPrefix} </span>
          {error}
        </p>
      )}
      {selected.map((context) => (
        <input type="hidden" name="context" value={context} />
      ))}
      <div class="two-lists">
        <ContextList title={t.available} none={t.noneAvailable} contexts={available} name="kies" words={t.select} />
        <ContextList title={t.selected} none={t.noneSelected} contexts={selected} name="laat" words={t.unselect} />
      </div>
    </fieldset>
  );
};

interface ContextListProps {
  title: string;
  none: string;
  contexts: readonly string[];
  name: 'kies' | 'laat';
  words: (context: string) => string;
}

const ContextList = ({ title, none, contexts, name, words }: ContextListProps) => (
  <div>
    <strong id={`lijst-${name}`}>{title}</strong>
    {contexts.length === 0 ? (
      <p class="soft">{none}</p>
    ) : (
      <ul aria-labelledby={`lijst-${name}`}>
        {contexts.map((context) => (
          <li>
            <button class="button quiet" type="submit" name={name} value={context} aria-label={words(context)}>
              {name === 'laat' && <Icon name="arrowLeft" />}
              {context}
              {name === 'kies' && <Icon name="arrowRight" />}
            </button>
          </li>
        ))}
      </ul>
    )}
  </div>
);
