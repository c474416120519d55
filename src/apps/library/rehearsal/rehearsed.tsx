import { sql } from 'kysely';
import type { ActorVisit } from '#access/visit.ts';
import type { Side } from '#apps/library/rehearsal/effects.ts';
import type { Effect, Rehearsal } from '#apps/library/rehearsal/rehearse.ts';
import { listThemes, themeLabel } from '#apps/themes/index.ts';
import { formatOrganisationCode } from '#directory/institution-number.ts';
import { levelById, type LevelId } from '#directory/levels.ts';
import { Section } from '#ui/components/page.tsx';
import { formatDate } from '#ui/format.ts';

/** Beyond this a number tells nothing more. */
const mostTold = 10_000;
const mostNames = 5;

interface Names {
  themes: ReadonlyMap<number, string>;
  rights: ReadonlyMap<string, string>;
  /** Whether it must be said of which institution, and of which level. */
  severalInstitutions: boolean;
  severalLevels: boolean;
}

/** Who gains and loses what on the day that was asked about, said before anything is saved. */
export async function rehearsedPart(visit: ActorVisit, rehearsal: Rehearsal) {
  const t = visit.t.rehearsal;
  const names = await readNames(visit, rehearsal);
  return (
    <Section title={t.title(formatDate(rehearsal.day))} id="proef">
      <p class="hint">{t.lead}</p>
      {rehearsal.effects.length === 0 && <p>{t.nothing}</p>}
      {rehearsal.effects.map((effect) => (
        <EffectPart visit={visit} effect={effect} names={names} />
      ))}
      {rehearsal.effects.length > 0 && rehearsal.unchanged > 0 && <p>{t.unchanged(rehearsal.unchanged)}</p>}
    </Section>
  );
}

async function readNames(visit: ActorVisit, { effects }: Rehearsal): Promise<Names> {
  const sides = effects.flatMap(({ gained, lost }) => [gained, lost]);
  const scopes = sides.flatMap((side) => side.scopes);
  const institutions = new Set([
    ...scopes.map(({ institutionId }) => institutionId),
    ...sides.flatMap((side) => side.rights.map(({ organisationId }) => organisationId)),
  ]);
  const { rows } = await sql<{ id: string; name: string }>`select id, name from entitlements`.execute(visit.db);
  return {
    themes: new Map((await listThemes(visit.db)).map((theme) => [theme.id, themeLabel(theme, visit.t)])),
    rights: new Map(rows.map(({ id, name }) => [id, name])),
    severalInstitutions: institutions.size > 1,
    severalLevels: new Set(scopes.map(({ levelId }) => levelId)).size > 1,
  };
}

interface EffectProps {
  readonly visit: ActorVisit;
  readonly effect: Effect;
  readonly names: Names;
}

const EffectPart = ({ visit, effect, names }: EffectProps) => {
  const t = visit.t.rehearsal;
  const several = effect.people.length > 1;
  const shown = effect.people.slice(0, mostNames).map(({ name }) => name);
  const rest = effect.people.length - shown.length;
  const listed = [...shown, ...(rest > 0 ? [t.more(rest)] : [])].join(', ');
  return (
    <div class="stack">
      <h3>{several ? t.several(effect.people.length, listed) : listed}</h3>
      <SidePart visit={visit} side={effect.gained} names={names} words={gaining(visit, several)} />
      <SidePart visit={visit} side={effect.lost} names={names} words={losing(visit, several)} />
    </div>
  );
};

interface SideWords {
  documents: (n: string) => string;
  right: (name: string) => string;
  themes: string;
}

const gaining = ({ t: { rehearsal: t } }: ActorVisit, several: boolean): SideWords => ({
  documents: (n) => t.opens(several, n),
  right: (name) => t.gainsRight(several, name),
  themes: t.themesOpen,
});

const losing = ({ t: { rehearsal: t } }: ActorVisit, several: boolean): SideWords => ({
  documents: (n) => t.closes(several, n),
  right: (name) => t.losesRight(several, name),
  themes: t.themesClose,
});

const SidePart = (props: { visit: ActorVisit; side: Side; names: Names; words: SideWords }) => {
  const { visit, side, names, words } = props;
  const t = visit.t.rehearsal;
  const count = (n: number): string =>
    n > mostTold ? t.most(mostTold.toLocaleString('nl-BE')) : n.toLocaleString('nl-BE');
  const opened = side.scopes.length + side.shared > 0;
  return (
    <>
      {side.rights.map(({ entitlementId, organisationId }) => {
        const name = names.rights.get(entitlementId) ?? entitlementId;
        const place = names.severalInstitutions ? ` (${formatOrganisationCode(organisationId)})` : '';
        return <p>{words.right(`${name}${place}`)}</p>;
      })}
      {(opened || side.documents > 0) && (
        <p>
          <strong>{words.documents(count(side.documents))}</strong>
        </p>
      )}
      {opened && (
        <details>
          <summary>{words.themes}</summary>
          <ul>
            {side.scopes.map((scope) => (
              <li>{t.theme(scopeLabel(visit, scope, names), count(scope.documents))}</li>
            ))}
            {side.shared > 0 && <li>{t.shared(count(side.shared))}</li>}
          </ul>
        </details>
      )}
      {side.examples.length > 0 && <p>{t.examples(side.examples.map((title) => `“${title}”`).join(', '))}</p>}
    </>
  );
};

function scopeLabel(visit: ActorVisit, scope: Side['scopes'][number], names: Names): string {
  const parts = [
    names.themes.get(scope.themeId) ?? String(scope.themeId),
    ...(names.severalLevels ? [levelById(scope.levelId as LevelId).name[visit.lang]] : []),
    ...(names.severalInstitutions ? [formatOrganisationCode(scope.institutionId)] : []),
  ];
  return parts.join(' · ');
}
