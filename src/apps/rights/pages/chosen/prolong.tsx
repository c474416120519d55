import { ask, perform } from '#access/use-case.ts';
import { seeOther, type ActorVisit, type FormVisit, type PageContent } from '#access/visit.ts';
import { previewProlong, prolongGrants, type ProlongableGrant } from '#apps/rights/commands/prolong-grants.ts';
import { suggestEnds, type EndSuggestion, type Holiday } from '#apps/rights/end-dates.ts';
import type { ProlongObstacle } from '#apps/rights/model.ts';
import { base, prolongAddress, withQuery } from '#apps/rights/pages/addresses.ts';
import { afterAgain, afterChange } from '#apps/rights/pages/chosen/after-change.ts';
import { chosenIds, keptChoice } from '#apps/rights/pages/chosen/choice.ts';
import { ChosenTable } from '#apps/rights/pages/chosen/chosen-table.tsx';
import { sentIds, sentKey } from '#apps/rights/pages/chosen/sent.ts';
import { wayBack } from '#apps/rights/pages/chosen/way-back.ts';
import { chosenEnd, EndDate, EnterButton } from '#apps/rights/pages/end-date.tsx';
import { errorOf, organisationLabel, personLabel, rightLabel } from '#apps/rights/pages/words.ts';
import { addDays, earliest, endsBadly, parseDay, writeDay } from '#apps/rights/period.ts';
import { listSchoolHolidays } from '#directory/school-holidays.ts';
import { newId } from '#platform/ids.ts';
import { Button, ButtonLink, Buttons } from '#ui/components/button.tsx';
import { ErrorSummary, type FieldFault } from '#ui/components/error-summary.tsx';
import { Notice } from '#ui/components/notice.tsx';
import { PageHeading } from '#ui/components/page.tsx';
import { PostForm } from '#ui/components/post-form.tsx';
import { BackLink } from '#ui/components/way-back.tsx';
import { formatDate } from '#ui/format.ts';

/** Until when, and then one sentence to confirm (RI-7): the address carries the day. */
export async function prolongPage(visit: ActorVisit): Promise<PageContent> {
  const grantIds = await chosenIds(visit);
  const typed = visit.url.searchParams.get('tot');
  const chosen = chosenEnd(visit.url.searchParams);
  if (typed === null || chosen !== undefined)
    return dayStep(visit, await ask(previewProlong, visit, { grantIds }), { typed: chosen });
  return judged(visit, grantIds, typed);
}

/** Prolongs the rights that were listed, or goes back to the day with what stands in the way. */
export async function sendProlong(visit: FormVisit): Promise<PageContent | Response> {
  const grantIds = sentIds(visit);
  const typed = String(visit.form.get('tot') ?? '');
  const until = parseDay(typed);
  if (until === undefined) return judged(visit, grantIds, typed);
  const outcome = await perform(prolongGrants, visit, { grantIds, until, key: sentKey(visit) });
  if (outcome.kind === 'again') return seeOther(afterAgain(visit));
  if (outcome.kind === 'prolonged') return seeOther(afterChange(visit, outcome.grants, 'verlengd'));
  return judged(visit, grantIds, typed);
}

async function judged(visit: ActorVisit, grantIds: string[], typed: string): Promise<PageContent> {
  const until = parseDay(typed);
  const rows = await ask(previewProlong, visit, { grantIds, ...(until !== undefined && { until }) });
  const faultOn = (message: string) => dayStep(visit, rows, { typed, faults: [{ field: 'tot', message }] });
  if (until === undefined) return faultOn(visit.t.rights.give.errors.day);
  const possible = rows.filter((row) => !row.obstacle);
  if (possible.length > 0 && !rows.some(({ obstacle }) => dependsOnDay(obstacle)))
    return confirmStep(visit, { rows, possible, until });
  const [first] = rows.flatMap(({ obstacle }) => (obstacle && dependsOnDay(obstacle) ? [obstacle] : []));
  return first ? faultOn(prolongObstacleText(visit, first)) : dayStep(visit, rows, { typed });
}

/** What another day would mend stops everything; what no day mends is left out, and said. */
const dependsOnDay = (obstacle: ProlongObstacle | undefined): boolean =>
  obstacle?.kind === 'not-later' || obstacle?.kind === 'ends-too-late';

interface Trouble {
  typed?: string | undefined;
  faults?: readonly FieldFault[];
}

async function dayStep(visit: ActorVisit, rows: readonly ProlongableGrant[], trouble: Trouble): Promise<PageContent> {
  const t = visit.t.rights.change;
  const faults = trouble.faults ?? [];
  const possible = rows.filter(({ obstacle }) => !obstacle || dependsOnDay(obstacle));
  const suggestions = suggestionsFor(possible, await listSchoolHolidays(visit.db));
  return framed(
    visit,
    rows,
    faults.length > 0 ? 422 : 200,
    <>
      <ErrorSummary t={visit.t.ui} faults={faults} />
      <Left visit={visit} rows={rows} />
      {possible.length > 0 && (
        <>
          <ChosenTable visit={visit} caption={t.howLong(possible.length)} rows={possible} last={limitColumn(visit)} />
          <form action={prolongAddress} novalidate>
            {keptChoice(visit).map(([name, value]) => (
              <input type="hidden" name={name} value={value} />
            ))}
            <EnterButton />
            <EndDate
              visit={visit}
              name="tot"
              label={t.until}
              hint={t.untilHint}
              value={trouble.typed ?? formatDate(suggestions[0]?.day ?? latestOf(possible))}
              error={errorOf(faults, 'tot')}
              suggestions={suggestions}
            />
            <Buttons>
              <Button kind="main">{visit.t.rights.give.next}</Button>
            </Buttons>
          </form>
        </>
      )}
    </>,
  );
}

/** School-year ends after the last of them ends, as late as all of them may. */
function suggestionsFor(rows: readonly ProlongableGrant[], holidays: readonly Holiday[]): EndSuggestion[] {
  return rows.length === 0 ? [] : suggestEnds(addDays(lastEndOf(rows), 1), latestOf(rows), holidays);
}

const lastEndOf = (rows: readonly ProlongableGrant[]): string =>
  rows
    .map(({ grant }) => grant.until)
    .toSorted()
    .at(-1) ?? '';

/** How late all of them may end; a day that was refused as too late says so too. */
function latestOf(rows: readonly ProlongableGrant[]): string {
  const limits = rows.flatMap(({ limit, obstacle }) => {
    if (limit) return [limit.latest];
    return obstacle?.kind === 'ends-too-late' ? [obstacle.latest] : [];
  });
  return earliest(limits) ?? lastEndOf(rows);
}

interface Confirming {
  rows: readonly ProlongableGrant[];
  possible: readonly ProlongableGrant[];
  until: string;
}

function confirmStep(visit: ActorVisit, { rows, possible, until }: Confirming): PageContent {
  const t = visit.t.rights.change;
  const day = writeDay(until, visit.lang);
  const [first, second] = possible;
  return framed(
    visit,
    rows,
    200,
    <>
      <p class="lead">{first && !second ? sentenceOf(visit, first, day) : t.sentence(possible.length, day)}</p>
      <Left visit={visit} rows={rows} />
      {second && (
        <ChosenTable
          visit={visit}
          caption={t.these(possible.length)}
          rows={possible}
          last={{
            label: t.becomes,
            cell: ({ grant }) => visit.t.rights.people.from(formatDate(grant.from), formatDate(until)),
          }}
        />
      )}
      {endsBadly(until) && (
        <Notice t={visit.t.ui} kind="warning">
          {visit.t.rights.give.badEnd}
        </Notice>
      )}
      <PostForm t={visit.t.ui} action={withQuery(prolongAddress, Object.fromEntries(keptChoice(visit)))}>
        {possible.map(({ grant }) => (
          <input type="hidden" name="recht" value={grant.id} />
        ))}
        <input type="hidden" name="tot" value={formatDate(until)} />
        <input type="hidden" name="sleutel" value={newId()} />
        <Buttons>
          <Button kind="main">{t.submit(possible.length)}</Button>
          <ButtonLink kind="quiet" href={withQuery(prolongAddress, Object.fromEntries(keptChoice(visit)))}>
            {visit.t.rights.give.change}
          </ButtonLink>
        </Buttons>
      </PostForm>
    </>,
  );
}

function sentenceOf(visit: ActorVisit, { grant }: ProlongableGrant, until: string): string {
  const organisation = organisationLabel({ id: grant.organisationId, name: grant.organisationName });
  return visit.t.rights.change.sentenceOne({
    person: personLabel(grant),
    right: rightLabel(grant),
    organisation,
    until,
    now: writeDay(grant.until, visit.lang),
  });
}

/** What was picked but stays as it is, with the reason. */
const Left = ({ visit, rows }: { visit: ActorVisit; rows: readonly ProlongableGrant[] }) => {
  const t = visit.t.rights.change;
  const left = rows.flatMap(({ grant, obstacle }) =>
    obstacle && !dependsOnDay(obstacle) ? [{ grant, obstacle }] : [],
  );
  if (left.length === 0) return null;
  return (
    <Notice t={visit.t.ui} kind="warning" title={t.left(left.length)}>
      {left.map(({ grant, obstacle }) => (
        <p>
          <strong>
            {personLabel(grant)}, {rightLabel(grant)}:
          </strong>{' '}
          {prolongObstacleText(visit, obstacle)}
        </p>
      ))}
    </Notice>
  );
};

function limitColumn(visit: ActorVisit) {
  const t = visit.t.rights;
  return {
    label: t.change.atTheLatest,
    cell: ({ limit, obstacle }: ProlongableGrant) => {
      const known = obstacle?.kind === 'ends-too-late' ? obstacle : limit;
      return known && t.change.latest(formatDate(known.latest), t.give.limits[known.because]);
    },
  };
}

export function prolongObstacleText(visit: ActorVisit, obstacle: ProlongObstacle): string {
  const t = visit.t.rights.change.obstacles;
  const { limits } = visit.t.rights.give;
  switch (obstacle.kind) {
    case 'not-later':
      return t[obstacle.kind](formatDate(obstacle.until));
    case 'ends-too-late':
    case 'at-its-latest':
      return t[obstacle.kind](formatDate(obstacle.latest), limits[obstacle.because]);
    default:
      return t[obstacle.kind];
  }
}

function framed(
  visit: ActorVisit,
  rows: readonly ProlongableGrant[],
  status: number,
  children: PageContent['children'],
): PageContent {
  const title = visit.t.rights.change.title(rows.length);
  const grants = rows.map(({ grant }) => grant);
  return {
    title,
    tab: base,
    status,
    children: (
      <>
        <BackLink t={visit.t.ui} {...wayBack(visit, grants)} />
        <PageHeading title={title} />
        {children}
      </>
    ),
  };
}
