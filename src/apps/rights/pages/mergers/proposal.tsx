import type { ActorVisit, PageContent } from '#access/visit.ts';
import type { Proposal } from '#apps/rights/mergers/migrate.ts';
import { keyOf, type JudgedRow } from '#apps/rights/mergers/model.ts';
import type { Merger } from '#apps/rights/mergers/queries.ts';
import { portalAdmin } from '#apps/rights/model.ts';
import { mergerAddress } from '#apps/rights/pages/addresses.ts';
import { mergerFrame, whatStays } from '#apps/rights/pages/mergers/frame.tsx';
import { mergerWords, type MergerWords } from '#apps/rights/pages/mergers/words.ts';
import { personLabel } from '#apps/rights/pages/words.ts';
import { Button, Buttons } from '#ui/components/button.tsx';
import { CheckboxGroup } from '#ui/components/choice-group.tsx';
import { EmptyState } from '#ui/components/empty-state.tsx';
import { ErrorSummary } from '#ui/components/error-summary.tsx';
import { Notice } from '#ui/components/notice.tsx';
import { Section } from '#ui/components/page.tsx';
import { PostForm } from '#ui/components/post-form.tsx';
import { formatDate } from '#ui/format.ts';

interface Typed {
  /** Without it everything that can go along is ticked. */
  chosen?: ReadonlySet<string>;
  fault?: string | undefined;
}

/** With more people than this each is folded to one line, and everybody is chosen or left out at once. */
const manyPeople = 10;

/** Step 1: for each person what could go along, ticked, and what cannot, with the reason. */
export async function proposalPage(visit: ActorVisit, proposal: Proposal, typed: Typed = {}): Promise<PageContent> {
  const t = visit.t.rights.mergers;
  const { merger, rows } = proposal;
  const words = await mergerWords(visit);
  const people = [...Map.groupBy(rows, ({ row }) => row.personId).values()];
  const first = people.find((own) => own.some(({ fate }) => fate.fate === 'moves'))?.[0]?.row.personId ?? '';
  const isLong = people.length > manyPeople;
  const ticked = !typed.chosen ? 'all' : typed.chosen.size === 0 ? 'none' : 'some';
  const faults = typed.fault ? [{ field: `mee-${first}`, message: typed.fault }] : [];
  return mergerFrame(
    visit,
    merger,
    <>
      <ErrorSummary t={visit.t.ui} faults={faults} />
      {rows.length > 0 && (
        <p>
          {t.nobodyMore} {whatStays(visit, merger)}
        </p>
      )}
      <Warnings visit={visit} proposal={proposal} />
      {isLong && proposal.possible && <QuickChoice visit={visit} merger={merger} />}
      <PostForm t={visit.t.ui} action={mergerAddress(merger.organisationId)}>
        {people.length === 0 ? (
          <Empty visit={visit} proposal={proposal} />
        ) : (
          <Section title={t.proposal} id="voorstel">
            {proposal.possible && <p class="hint">{t.proposalHint[ticked]}</p>}
            {people.map((own) => (
              <PersonPart
                visit={visit}
                words={words}
                rows={own}
                chosen={typed.chosen}
                error={own[0]?.row.personId === first ? typed.fault : undefined}
                isFolded={isLong}
              />
            ))}
          </Section>
        )}
        <Buttons>
          <Button kind="main" name="stap" value="nakijken">
            {t.preview}
          </Button>
        </Buttons>
      </PostForm>
    </>,
    typed.fault ? 422 : 200,
  );
}

interface PersonProps {
  readonly visit: ActorVisit;
  readonly words: MergerWords;
  readonly rows: readonly JudgedRow[];
  readonly chosen: ReadonlySet<string> | undefined;
  readonly error: string | undefined;
  readonly isFolded: boolean;
}

/** A form of its own: Enter in the other one never means everybody. */
const QuickChoice = ({ visit, merger }: { visit: ActorVisit; merger: Merger }) => {
  const t = visit.t.rights.mergers;
  return (
    <PostForm t={visit.t.ui} action={mergerAddress(merger.organisationId)}>
      <Buttons>
        <Button name="stap" value="alles">
          {t.all}
        </Button>
        <Button kind="quiet" name="stap" value="niets">
          {t.none}
        </Button>
      </Buttons>
    </PostForm>
  );
};

const PersonPart = ({ visit, words, rows, chosen, error, isFolded }: PersonProps) => {
  const [first] = rows;
  if (!first) return null;
  const name = personLabel(first.row);
  const going = rows.filter(({ fate }) => fate.fate === 'moves');
  const others = rows.filter(({ fate }) => fate.fate !== 'moves');
  const part = (
    <div class="stack">
      {going.length === 0 ? (
        !isFolded && <h3>{name}</h3>
      ) : (
        <CheckboxGroup
          t={visit.t.ui}
          name={`mee-${first.row.personId}`}
          label={name}
          error={error}
          choices={going.map(({ row, fate }) => ({
            value: keyOf(row),
            label: words.what(row),
            hint: row.kind === 'theme' ? undefined : words.becomes(row, fate),
            checked: chosen?.has(keyOf(row)) ?? true,
          }))}
        />
      )}
      {others.length > 0 && (
        <div class="prose">
          <ul>
            {others.map(({ row, fate }) => (
              <li>
                {words.what(row)}: {words.becomes(row, fate)}
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
  if (!isFolded) return part;
  return (
    <details open={error !== undefined}>
      <summary>{visit.t.rights.mergers.ofPerson(name, going.length, others.length)}</summary>
      {part}
    </details>
  );
};

/** Nobody has anything there: the task is closed by confirming. */
export const Empty = ({ visit, proposal }: { visit: ActorVisit; proposal: Proposal }) => {
  const t = visit.t.rights.mergers;
  return <EmptyState title={t.emptyTitle} suggestions={[proposal.begun ? t.empty : t.emptyYet]} />;
};

/** What the reader must know before choosing: the day, and who could take themes along. */
export const Warnings = ({ visit, proposal }: { visit: ActorVisit; proposal: Proposal }) => {
  const t = visit.t.rights.mergers;
  const { merger, rows, begun } = proposal;
  return (
    <>
      {!begun && (
        <Notice t={visit.t.ui} kind="info" title={t.notBegunTitle}>
          {t.notBegun(formatDate(merger.from))}
        </Notice>
      )}
      {rows.some(({ row }) => row.kind === 'theme') && !takesThemes(visit, merger) && (
        <Notice t={visit.t.ui} kind="warning" title={t.themesNeedAdminTitle}>
          {t.themesNeedAdmin}
        </Notice>
      )}
    </>
  );
};

const takesThemes = ({ actor }: ActorVisit, { successorId }: Merger): boolean =>
  actor.grants.some((grant) => grant.entitlement === portalAdmin && grant.organisationId === successorId);
