import { ask, perform } from '#access/use-case.ts';
import { seeOther, type ActorVisit, type FormVisit, type PageContent } from '#access/visit.ts';
import { askedDay, type AskedDay, RehearsalFields, rehearsing, type Rehearsing } from '#apps/library/index.ts';
import { endRelations, previewEndRelations, type EndableRelation } from '#apps/rights/commands/end-relations.ts';
import { longestReason } from '#apps/rights/inputs.ts';
import { endRelationsAddress, peopleAddress, personAddress, withQuery } from '#apps/rights/pages/addresses.ts';
import { sentKey } from '#apps/rights/pages/chosen/sent.ts';
import {
  chosenRelations,
  framedRelations,
  keptRelations,
  sentRelations,
  wayBackOf,
} from '#apps/rights/pages/relations/chosen.tsx';
import { EndingTable, LeftRelations, obstacleText } from '#apps/rights/pages/relations/ending-table.tsx';
import { errorOf, personLabel } from '#apps/rights/pages/words.ts';
import { addDays, parseDay, writeDay } from '#apps/rights/period.ts';
import type { EndOfRelation } from '#apps/rights/relations-policy.ts';
import { newId } from '#platform/ids.ts';
import { Button, ButtonLink, Buttons } from '#ui/components/button.tsx';
import { RadioGroup } from '#ui/components/choice-group.tsx';
import { ErrorSummary, type FieldFault } from '#ui/components/error-summary.tsx';
import { DateInput, TextArea } from '#ui/components/inputs.tsx';
import { PostForm } from '#ui/components/post-form.tsx';
import { formatDate } from '#ui/format.ts';

interface Typed {
  when: 'dag' | 'meteen';
  day: string;
  faults: readonly FieldFault[];
}

/** First when, then exactly what ends, to be confirmed once (RI-7, R13): the address carries the day. */
export async function endRelationsPage(visit: ActorVisit): Promise<PageContent> {
  const ids = await chosenRelations(visit);
  const query = visit.url.searchParams;
  const when = query.get('wanneer') === 'meteen' ? 'meteen' : 'dag';
  const typed = { when, day: query.get('dag') ?? '', faults: [] } as const;
  if (!query.has('wanneer')) return dayStep(visit, ids, { ...typed, day: formatDate(visit.actor.today) });
  const end = endOf(visit, typed);
  if (!end)
    return dayStep(visit, ids, { ...typed, faults: [{ field: 'dag', message: visit.t.rights.give.errors.day }] });
  return confirmStep(visit, ids, { typed, end, reason: '', faults: [] });
}

/** Ends the relations that were listed, or says why not, beside what was typed. */
export async function sendEndRelations(visit: FormVisit): Promise<PageContent | Response> {
  const relationIds = sentRelations(visit);
  const when = visit.form.get('wanneer') === 'meteen' ? 'meteen' : 'dag';
  const typed = { when, day: String(visit.form.get('dag') ?? '').slice(0, 20), faults: [] } as const;
  const reason = String(visit.form.get('reden') ?? '').slice(0, longestReason);
  const end = endOf(visit, typed);
  if (!end)
    return dayStep(visit, relationIds, {
      ...typed,
      faults: [{ field: 'dag', message: visit.t.rights.give.errors.day }],
    });
  const key = sentKey(visit);
  const asked = askedDay(visit, end.atOnce ? end.day : addDays(end.day, 1));
  if (asked) {
    const rehearsed = await rehearsedEnd(visit, asked, { relationIds, end });
    return confirmStep(visit, relationIds, { typed, end, reason, faults: [], rehearsed });
  }
  const outcome = await perform(endRelations, visit, { relationIds, end, reason, key });
  if (outcome.kind === 'again') return seeOther(withQuery(peopleAddress, { gedaan: 'al-gebeurd' }));
  if (outcome.kind === 'ended') return seeOther(afterEnding(outcome.relations, end));
  const faults =
    outcome.kind === 'reason-missing' ? [{ field: 'reden', message: visit.t.rights.relations.reasonMissing }] : [];
  return confirmStep(visit, relationIds, { typed, end, reason, faults });
}

/** What would end for whom; a reason is asked for when it is meant. */
async function rehearsedEnd(
  visit: FormVisit,
  asked: AskedDay,
  what: { relationIds: string[]; end: EndOfRelation },
): Promise<Rehearsing<unknown>> {
  const { rows } = await ask(previewEndRelations, visit, what);
  const people = rows.map(({ relation }) => relation.personId);
  const reason = visit.t.rehearsal.lead;
  return rehearsing(visit, asked, people, () => perform(endRelations, visit, { ...what, reason, key: newId() }));
}

function afterEnding(relations: readonly { personId: string }[], { atOnce }: EndOfRelation): string {
  const query = { gedaan: atOnce ? 'banden-meteen' : 'banden', aantal: String(relations.length) };
  const [first] = relations;
  return first && relations.length === 1 ? personAddress(first.personId, query) : withQuery(peopleAddress, query);
}

function endOf(visit: ActorVisit, typed: Pick<Typed, 'when' | 'day'>): EndOfRelation | null {
  if (typed.when === 'meteen') return { day: visit.actor.today, atOnce: true };
  const day = parseDay(typed.day);
  return day === undefined ? null : { day, atOnce: false };
}

async function dayStep(visit: ActorVisit, relationIds: readonly string[], typed: Typed): Promise<PageContent> {
  const t = visit.t.rights.relations;
  const end = { day: visit.actor.today, atOnce: true };
  const { rows, names } = await ask(previewEndRelations, visit, { relationIds: [...relationIds], end });
  const relations = rows.map(({ relation }) => relation);
  return framedRelations(
    visit,
    { title: t.endTitle(rows.length), status: typed.faults.length > 0 ? 422 : 200, relations },
    <>
      <ErrorSummary t={visit.t.ui} faults={typed.faults} />
      <p>{t.endLead}</p>
      <EndingTable visit={visit} caption={t.now(rows.length)} rows={rows} names={names} />
      <form action={endRelationsAddress} novalidate>
        {keptRelations(visit, relationIds).map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <RadioGroup
          t={visit.t.ui}
          name="wanneer"
          label={t.when}
          choices={[
            { value: 'dag', label: t.onDay, hint: t.onDayHint, checked: typed.when === 'dag' },
            { value: 'meteen', label: visit.t.rights.end.atOnce, hint: t.atOnceHint, checked: typed.when === 'meteen' },
          ]}
        />
        <DateInput t={visit.t.ui} name="dag" label={t.lastDay} value={typed.day} error={errorOf(typed.faults, 'dag')} />
        <Buttons>
          <Button kind="main">{t.showWhatEnds}</Button>
        </Buttons>
      </form>
    </>,
  );
}

interface Confirming {
  typed: Typed;
  end: EndOfRelation;
  reason: string;
  faults: readonly FieldFault[];
  rehearsed?: Rehearsing<unknown>;
}

async function confirmStep(
  visit: ActorVisit,
  relationIds: readonly string[],
  confirming: Confirming,
): Promise<PageContent> {
  const t = visit.t.rights.relations;
  const { typed, end, reason, faults } = confirming;
  const { rows, names } = await ask(previewEndRelations, visit, { relationIds: [...relationIds], end });
  const relations = rows.map(({ relation }) => relation);
  const possible = rows.filter((row) => !row.obstacle);
  const [hindered] = rows.flatMap(({ obstacle }) => (obstacle ? [obstacle] : []));
  if (possible.length === 0 && hindered)
    return dayStep(visit, relationIds, {
      ...typed,
      faults: [{ field: 'dag', message: obstacleText(visit, hindered, names) }],
    });
  return framedRelations(
    visit,
    { title: t.endTitle(rows.length), status: faults.length > 0 ? 422 : 200, relations },
    <>
      <ErrorSummary t={visit.t.ui} faults={faults} />
      <p class="lead">{sentenceOf(visit, possible, end)}</p>
      <LeftRelations visit={visit} rows={rows} names={names} />
      <EndingTable visit={visit} caption={t.theseEnd(possible.length)} rows={possible} names={names} />
      <p>{visit.t.rights.relations.kept}</p>
      {confirming.rehearsed?.part}
      <PostForm
        t={visit.t.ui}
        action={withQuery(endRelationsAddress, { terug: visit.url.searchParams.get('terug') ?? '' })}
      >
        {possible.map(({ relation }) => (
          <input type="hidden" name="band" value={relation.id} />
        ))}
        <input type="hidden" name="wanneer" value={typed.when} />
        <input type="hidden" name="dag" value={typed.day} />
        <input type="hidden" name="sleutel" value={newId()} />
        <TextArea
          t={visit.t.ui}
          name="reden"
          label={visit.t.rights.end.reason}
          hint={visit.t.rights.end.reasonHint}
          rows={2}
          maxlength={longestReason}
          value={reason}
          error={errorOf(faults, 'reden')}
        />
        <RehearsalFields visit={visit} rehearsed={confirming.rehearsed} day="" />
        <Buttons>
          <Button kind="danger">{t.submitEnd(possible.length)}</Button>
          <ButtonLink kind="quiet" href={wayBackOf(visit, relations).href}>
            {visit.t.rights.end.keep}
          </ButtonLink>
        </Buttons>
      </PostForm>
    </>,
  );
}

function sentenceOf(visit: ActorVisit, possible: readonly EndableRelation[], end: EndOfRelation): string {
  const t = visit.t.rights.relations;
  const [first, second] = possible;
  const day = writeDay(end.day, visit.lang);
  const who = first && !second ? personLabel(first.relation) : t.persons(possible.length);
  return end.atOnce ? t.sentenceAtOnce(who) : t.sentence(who, day);
}
