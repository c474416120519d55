import { ask } from '#access/use-case.ts';
import type { ActorVisit } from '#access/visit.ts';
import { deputyPlaces } from '#apps/rights/deputies/ask-deputy.ts';
import type { Deputyship } from '#apps/rights/deputies/model.ts';
import { listPresentDeputyships } from '#apps/rights/deputies/queries.ts';
import {
  askDeputyAddress,
  deputyshipsAddress,
  deputyshipStopped,
  personAddress,
} from '#apps/rights/pages/addresses.ts';
import { organisationLabel } from '#apps/rights/pages/words.ts';
import { managedOrganisations } from '#apps/rights/queries/scope.ts';
import { Button } from '#ui/components/button.tsx';
import { Notice } from '#ui/components/notice.tsx';
import { Section } from '#ui/components/page.tsx';
import { PostForm } from '#ui/components/post-form.tsx';
import { formatDate } from '#ui/format.ts';

/** Whom the actor replaces and who replaces the actor, on Mijn profiel with a way to stop it, and on Mijn taken as a reminder. */
export async function OwnDeputyships({ visit, tasks = false }: { visit: ActorVisit; tasks?: boolean }) {
  const t = visit.t.rights.deputies;
  const found = await listPresentDeputyships(visit.db, visit.actor);
  if (tasks) return found.length > 0 && <Reminder visit={visit} deputyships={found} />;
  // Who holds nothing at an institution has nothing to be replaced in.
  const isUser = (await ask(deputyPlaces, visit, {})).length > 0;
  const isManager = managedOrganisations(visit.actor).length > 0;
  if (found.length === 0 && !isUser && !isManager) return null;
  return (
    <Section title={t.section} id="vervanging">
      {found.map((one) => (
        <Told visit={visit} deputyship={one} sentence={toOneself(visit, one)} from="profiel" />
      ))}
      {isManager ? (
        <p>
          {t.own} <a href={personAddress(visit.actor.personId)}>{t.ownLink}</a>
        </p>
      ) : (
        isUser && (
          <p>
            {t.askAdmin} <a href={askDeputyAddress}>{t.ask.title}</a>
          </p>
        )
      )}
    </Section>
  );
}

/** What was just stopped, on top of Mijn profiel. */
export const DeputyshipStopped = ({ visit }: { visit: ActorVisit }) =>
  visit.url.searchParams.get('gedaan') === deputyshipStopped && (
    <Notice t={visit.t.ui} kind="success" live>
      {visit.t.rights.deputies.doneEnded}
    </Notice>
  );

const Reminder = ({ visit, deputyships }: { visit: ActorVisit; deputyships: readonly Deputyship[] }) => (
  <Notice t={visit.t.ui} kind="info">
    {deputyships.map((one) => (
      <p>
        {toOneself(visit, one)}. {placeOf(visit, one)}
      </p>
    ))}
  </Notice>
);

/** Whom somebody replaces and by whom that person is replaced, for who manages rights of the institution. */
export const DeputyshipsOf = (props: { visit: ActorVisit; personId: string; deputyships: readonly Deputyship[] }) => {
  const { visit, personId, deputyships } = props;
  if (deputyships.length === 0) return null;
  return (
    <Section title={visit.t.rights.deputies.section} id="vervanging">
      {deputyships.map((one) => (
        <Told visit={visit} deputyship={one} sentence={ofSomebody(visit, personId, one)} from="persoon" />
      ))}
    </Section>
  );
};

interface ToldProps {
  readonly visit: ActorVisit;
  readonly deputyship: Deputyship;
  readonly sentence: string;
  /** The page to come back to. */
  readonly from: 'profiel' | 'persoon';
}

const Told = ({ visit, deputyship, sentence, from }: ToldProps) => {
  const t = visit.t.rights.deputies;
  return (
    <>
      <p>
        <strong>{sentence}</strong>
        <br />
        {placeOf(visit, deputyship)}
      </p>
      <PostForm t={visit.t.ui} action={`${deputyshipsAddress}/${deputyship.id}/stoppen`}>
        <input type="hidden" name="vanaf" value={from} />
        <Button>
          {t.end}
          <span class="hidden-text"> {t.endOf(deputyship.deputyName, deputyship.absentName)}</span>
        </Button>
      </PostForm>
    </>
  );
};

function toOneself(visit: ActorVisit, one: Deputyship): string {
  const t = visit.t.rights.deputies;
  const [from, until] = [formatDate(one.from), formatDate(one.until)];
  const isLater = one.from > visit.actor.today;
  if (one.deputyId === visit.actor.personId)
    return isLater ? t.youReplaceLater(one.absentName, from, until) : t.youReplace(one.absentName, until);
  return isLater ? t.youAreReplacedLater(one.deputyName, from, until) : t.youAreReplaced(one.deputyName, until);
}

function ofSomebody(visit: ActorVisit, personId: string, one: Deputyship): string {
  const t = visit.t.rights.deputies;
  const [from, until] = [formatDate(one.from), formatDate(one.until)];
  const isLater = one.from > visit.actor.today;
  const [who, sentence] =
    one.deputyId === personId
      ? [one.deputyName, isLater ? t.replacesLater(one.absentName, from, until) : t.replaces(one.absentName, until)]
      : [one.absentName, isLater ? t.replacedLater(one.deputyName, from, until) : t.replacedBy(one.deputyName, until)];
  return `${who} ${sentence}`;
}

const placeOf = (visit: ActorVisit, { organisationId, organisationName, rights }: Deputyship): string =>
  visit.t.rights.deputies.at(organisationLabel({ id: organisationId, name: organisationName }), rights.join(', '));
