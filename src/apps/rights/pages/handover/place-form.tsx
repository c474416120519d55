import type { ActorVisit } from '#access/visit.ts';
import { bearsThemes } from '#apps/rights/handover/judge.ts';
import { fates, type HandoverSubject } from '#apps/rights/handover/subject.ts';
import { fieldOf, isOpen, type Item, type PlaceItems, type ThemeItem } from '#apps/rights/pages/handover/wish.ts';
import { hindrancesOf } from '#apps/rights/pages/handover/words.ts';
import { errorOf, organisationLabel, personLabel, rightLabel } from '#apps/rights/pages/words.ts';
import { levelById, type LevelId } from '#directory/levels.ts';
import { RadioGroup } from '#ui/components/choice-group.tsx';
import { DataTable } from '#ui/components/data-table.tsx';
import type { FieldFault } from '#ui/components/error-summary.tsx';
import { DateInput, Select } from '#ui/components/inputs.tsx';
import { Section } from '#ui/components/page.tsx';
import { formatDate } from '#ui/format.ts';

interface PlaceProps {
  readonly visit: ActorVisit;
  readonly subject: HandoverSubject;
  readonly one: PlaceItems;
  readonly known: { faults: readonly FieldFault[]; themes: ReadonlyMap<number, string> };
}

/** One institution: what is there, one choice for all of it, and the exceptions below it. */
export const PlaceForm = ({ visit, subject, one, known }: PlaceProps) => {
  const t = visit.t.rights.handover;
  const { place, whole, items } = one;
  const from = personLabel(subject.leaver);
  const open = items.filter(isOpen);
  const [only] = open.length === 1 ? open : [];
  const hasThemes = open.some(({ themes }) => themes.some(isChoice));
  const possible = fates.filter((fate) => open.some((item) => item.fates.includes(fate)));
  const checked = only ? only.fate : possible.includes(whole) ? whole : 'keep';
  const isOtherwise = (item: Item): boolean =>
    item.own !== undefined ||
    item.themes.some(({ own }) => own !== undefined) ||
    errorOf(known.faults, fieldOf.until(item.handed)) !== undefined;
  return (
    <Section title={organisationLabel(place.scoped.organisation)} id={`plaats-${place.scoped.organisation.id}`}>
      {items.length === 0 && <p>{t.noRights(from)}</p>}
      {items.length > 0 && (
        <div class="prose">
          <ul>
            {items.map((item) => (
              <li>
                <strong>{rightLabel(item.handed.grant)}</strong>: {factsOf(visit, subject, one, item).join('; ')}
              </li>
            ))}
          </ul>
        </div>
      )}
      {open.length > 0 && (
        <RadioGroup
          t={visit.t.ui}
          name={fieldOf.whole(place)}
          label={only ? t.fate(rightLabel(only.handed.grant)) : t.whole(from)}
          error={errorOf(known.faults, fieldOf.whole(place))}
          choices={possible.map((value) => ({
            value,
            label: only ? t.fates[value] : t.wholeFates[value],
            checked: checked === value,
          }))}
        />
      )}
      {only && <Until visit={visit} subject={subject} item={only} faults={known.faults} />}
      {open.length > 0 && (hasThemes || !only) && (
        <details open={open.some(isOtherwise)}>
          <summary>{only ? t.otherwiseThemes : t.otherwise}</summary>
          <div class="stack">
            {open.map((item) => (
              <>
                {!only && <RightException visit={visit} subject={subject} item={item} faults={known.faults} />}
                <ThemeExceptions visit={visit} subject={subject} item={item} themes={known.themes} />
              </>
            ))}
          </div>
        </details>
      )}
    </Section>
  );
};

const isChoice = ({ fates: possible }: ThemeItem): boolean => possible.length > 0;

function factsOf(visit: ActorVisit, subject: HandoverSubject, { place }: PlaceItems, item: Item): string[] {
  const t = visit.t.rights.handover;
  const to = personLabel(subject.successor);
  const { handed, themes, hindrance } = item;
  const { grant, has } = handed;
  const reads = themes.length > 0 && place.successorAdministers;
  return [
    t.now(formatDate(grant.from), formatDate(grant.until)),
    ...(themes.length > 0 ? [t.withThemes(themes.length)] : []),
    ...(reads ? [t.readsAll(to)] : []),
    ...(bearsThemes(handed) && !place.administersThemes ? [t.themesOutOfSight] : []),
    ...(has ? [t.has(to, formatDate(has.from), formatDate(has.until))] : []),
    ...(hindrance ? hindrancesOf(visit, hindrance) : []),
  ];
}

interface UntilProps {
  readonly visit: ActorVisit;
  readonly subject: HandoverSubject;
  readonly item: Item;
  readonly faults: readonly FieldFault[];
}

const Until = ({ visit, subject, item, faults }: UntilProps) => {
  const name = fieldOf.until(item.handed);
  if (item.handed.has || !item.fates.includes('move')) return null;
  return (
    <DateInput
      t={visit.t.ui}
      name={name}
      label={visit.t.rights.handover.until(personLabel(subject.successor), rightLabel(item.handed.grant))}
      value={item.until}
      error={errorOf(faults, name)}
    />
  );
};

const RightException = (props: UntilProps) => {
  const { visit, item } = props;
  const t = visit.t.rights.handover;
  const choices = item.fates.map((value) => ({ value, label: t.fates[value] }));
  return (
    <>
      <Select
        t={visit.t.ui}
        name={fieldOf.right(item.handed)}
        label={rightLabel(item.handed.grant)}
        value={item.own ?? ''}
        options={[{ value: '', label: t.asWhole }, ...choices]}
      />
      <Until {...props} />
    </>
  );
};

interface ThemesProps {
  readonly visit: ActorVisit;
  readonly subject: HandoverSubject;
  readonly item: Item;
  readonly themes: ReadonlyMap<number, string>;
}

const ThemeExceptions = ({ visit, subject, item, themes }: ThemesProps) => {
  const t = visit.t.rights.handover;
  const open = item.themes.filter(isChoice);
  const severalLevels = new Set(item.themes.map(({ levelId }) => levelId)).size > 1;
  const labelOf = ({ themeId, levelId }: ThemeItem): string =>
    [
      themes.get(themeId) ?? String(themeId),
      ...(severalLevels ? [levelById(levelId as LevelId).name[visit.lang]] : []),
    ].join(' · ');
  if (open.length === 0) return null;
  return (
    <>
      <p class="hint">{item.handed.has ? t.themesHint : t.themesNeedRight(personLabel(subject.successor))}</p>
      <DataTable
        caption={t.themesOf(rightLabel(item.handed.grant))}
        rows={open}
        columns={[
          { label: t.theme, rowHeader: true, cell: labelOf },
          {
            label: t.what,
            cell: (theme) => <ThemeSelect visit={visit} item={item} theme={theme} label={labelOf(theme)} />,
          },
        ]}
      />
    </>
  );
};

const ThemeSelect = (props: { visit: ActorVisit; item: Item; theme: ThemeItem; label: string }) => {
  const { visit, item, theme, label } = props;
  const t = visit.t.rights.handover;
  const words = item.handed.has ? t.fates : t.themeFates;
  return (
    <select class="input" name={fieldOf.theme(item.handed, theme)} aria-label={label}>
      <option value="">{t.asRight}</option>
      {theme.fates.map((value) => (
        <option value={value} selected={value === theme.own}>
          {words[value]}
        </option>
      ))}
    </select>
  );
};
