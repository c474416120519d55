import type { ActorVisit } from '#access/visit.ts';
import type { ThemeManager } from '#apps/profile/model.ts';
import type { LevelGrid, Profile } from '#apps/profile/profile-of.ts';
import { themeLabel, themeState } from '#apps/themes/index.ts';
import { formatInstitutionNumber } from '#directory/institution-number.ts';
import { levelById, type LevelId } from '#directory/levels.ts';
import { MailLink } from '#ui/components/mail-link.tsx';
import { MarkGrid, type MarkGridRow } from '#ui/components/mark-grid.tsx';
import { Section } from '#ui/components/page.tsx';

/** My institutions against themes with ticks, per level, and who manages each row for me (TH-6, P13). */
export const OwnThemes = ({ visit, profile }: { visit: ActorVisit; profile: Profile }) => {
  const t = visit.t.profile.themes;
  const { grids, wholeThemes } = profile;
  return (
    <Section title={t.title} id="themas">
      {grids.length === 0 && wholeThemes.length === 0 && <p>{t.none}</p>}
      {wholeThemes.length > 0 && (
        <div class="prose">
          <p>{t.whole}</p>
          <ul>
            {wholeThemes.map((theme) => (
              <li>{themeLabel(theme, visit.t)}</li>
            ))}
          </ul>
        </div>
      )}
      {grids.length > 0 && <p>{t.lead}</p>}
      {grids.map((grid) => (
        <LevelThemes visit={visit} grid={grid} />
      ))}
      <p>
        <a href="/themas">{t.whichDocuments}</a>
      </p>
    </Section>
  );
};

/** From so many rows on it is quicker to type than to look. */
const longList = 10;

const LevelThemes = ({ visit, grid }: { visit: ActorVisit; grid: LevelGrid }) => {
  const t = visit.t.profile.themes;
  const level = levelById(grid.levelId as LevelId);
  const marks = (
    <MarkGrid
      t={visit.t.ui}
      id={level.slug}
      caption={t.caption(level.name[visit.lang])}
      rowLabel={t.institution}
      helpColumn={t.who}
      close={t.close}
      columns={grid.themes.map((theme) => ({
        name: theme.name,
        detail: visit.t.ui.confidentiality[themeState(theme)].toLowerCase(),
      }))}
      rows={grid.rows.map((row) => rowOf(visit, grid, row))}
    />
  );
  return (
    <>
      <h3>{level.name[visit.lang]}</h3>
      {grid.rows.length < longList ? marks : <filter-search label={t.find}>{marks}</filter-search>}
    </>
  );
};

function rowOf(visit: ActorVisit, grid: LevelGrid, row: LevelGrid['rows'][number]): MarkGridRow {
  const t = visit.t.profile.themes;
  const institution = `${formatInstitutionNumber(row.institution.id)} ${row.institution.name}`;
  return {
    id: String(row.institution.id),
    header: institution,
    summary: row.administers ? t.all : t.some(row.themeIds.size, grid.themes.length),
    all: row.administers,
    marks: grid.themes.map((theme) => row.themeIds.has(theme.id)),
    helpLabel: t.whoFor(institution),
    help: <Managers visit={visit} managers={row.managers} />,
  };
}

const Managers = ({ visit, managers }: { visit: ActorVisit; managers: readonly ThemeManager[] }) => {
  const t = visit.t.profile.themes;
  if (managers.length === 0) return <p>{t.nobody}</p>;
  return (
    <>
      <p>{t.managers}</p>
      <ul>
        {managers.map((manager) => (
          <li>
            {manager.givenName} {manager.familyName}
            {manager.personId === visit.actor.personId && ` (${t.yourself})`}
            {' · '}
            {manager.email ? <MailLink address={manager.email} /> : t.noEmail}
          </li>
        ))}
      </ul>
    </>
  );
};
