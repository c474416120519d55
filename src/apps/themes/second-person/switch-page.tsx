import { organisationsWith } from '#access/actor.ts';
import { NotFound } from '#access/refusals.ts';
import { ask, perform } from '#access/use-case.ts';
import { seeOther, type ActorVisit, type FormVisit, type PageContent } from '#access/visit.ts';
import { proposalAddress, switchAddress } from '#apps/themes/second-person/addresses.ts';
import type { Proposal } from '#apps/themes/second-person/model.ts';
import { whatOf } from '#apps/themes/second-person/pages.tsx';
import { proposeSwitchOff, secondPersonRule, switchOn } from '#apps/themes/second-person/switch.ts';
import { listRules, type RuleState, type SecondPersonRule } from '#apps/themes/second-person/queries.ts';
import { formatOrganisationCode, parseOrganisationCode } from '#directory/institution-number.ts';
import { Button, Buttons } from '#ui/components/button.tsx';
import { Notice } from '#ui/components/notice.tsx';
import { PageHeading, Section } from '#ui/components/page.tsx';
import { PostForm } from '#ui/components/post-form.tsx';
import { BackLink } from '#ui/components/way-back.tsx';

/** From here on a list of institutions is searched rather than read. */
const longList = 10;

/** The organisations whose rule the actor may look at: his own; a board's holds for all of its institutions. */
export async function chooseRule(visit: ActorVisit): Promise<PageContent | Response> {
  const t = visit.t.themes.secondPerson;
  const own = organisationsWith(visit.actor, ['portal-admin', 'head-local-admin']);
  const rules = await listRules(visit.db, own);
  const [only, another] = rules;
  if (!only) throw new NotFound();
  if (!another) return seeOther(switchAddress(only.organisationId));
  const list = (
    <ul>
      {rules.map((rule) => (
        <li>
          <a href={switchAddress(rule.organisationId)}>
            {formatOrganisationCode(rule.organisationId)} {rule.organisationName}
          </a>
          <span class="soft">: {stateOf(visit, rule)}</span>
        </li>
      ))}
    </ul>
  );
  return {
    title: t.rule,
    tab: '/gebruikersbeheer',
    children: (
      <div class="prose">
        <BackLink t={visit.t.ui} label={visit.t.rights.name} href="/gebruikersbeheer" />
        <PageHeading title={t.rule} lead={t.ruleLead} />
        {rules.length < longList ? list : <filter-search label={t.find}>{list}</filter-search>}
      </div>
    ),
  };
}

/** On or off for one organisation, and what waits there. */
export async function showRule(visit: ActorVisit): Promise<PageContent> {
  return rulePage(visit, undefined);
}

export async function sendSwitchOn(visit: FormVisit): Promise<PageContent | Response> {
  const organisationId = organisationOf(visit);
  const outcome = await perform(switchOn, visit, { organisationId });
  if (outcome === 'nobody-else') return rulePage(visit, visit.t.themes.secondPerson.nobodyElse);
  return seeOther(switchAddress(organisationId, 'aan'));
}

export async function sendSwitchOff(visit: FormVisit): Promise<Response> {
  const organisationId = organisationOf(visit);
  await perform(proposeSwitchOff, visit, { organisationId });
  return seeOther(switchAddress(organisationId, 'voorgesteld'));
}

async function rulePage(visit: ActorVisit, refused: string | undefined): Promise<PageContent> {
  const t = visit.t.themes.secondPerson;
  const organisationId = organisationOf(visit);
  const { rule, proposals } = await ask(secondPersonRule, visit, { organisationId });
  const done = { aan: t.nowOn, voorgesteld: t.nowProposed }[visit.url.searchParams.get('gedaan') ?? ''];
  return {
    title: t.rule,
    tab: '/gebruikersbeheer',
    ...(refused && { status: 409 }),
    children: (
      <div class="prose">
        <BackLink t={visit.t.ui} label={visit.t.rights.name} href="/gebruikersbeheer" />
        {done && (
          <Notice t={visit.t.ui} kind="success" live>
            {done}
          </Notice>
        )}
        {refused && (
          <Notice t={visit.t.ui} kind="warning" live>
            {refused}
          </Notice>
        )}
        <PageHeading title={t.rule} lead={t.ruleLead} />
        <p>
          <strong>
            {formatOrganisationCode(organisationId)} {rule.organisationName}:
          </strong>{' '}
          {stateOf(visit, rule)}
        </p>
        <Switch visit={visit} rule={rule} proposals={proposals} />
        <Waiting visit={visit} proposals={proposals} />
      </div>
    ),
  };
}

const Switch = ({ visit, rule, proposals }: { visit: ActorVisit; rule: SecondPersonRule; proposals: Proposal[] }) => {
  const t = visit.t.themes.secondPerson;
  const action = switchAddress(rule.organisationId);
  if (proposals.some(({ kind }) => kind === 'switch-off')) return null;
  return (
    <PostForm t={visit.t.ui} action={rule.isOn ? `${action}/uit` : `${action}/aan`}>
      <p>{rule.isOn ? t.offHint : t.onHint}</p>
      <Buttons>
        <Button kind={rule.isOn ? undefined : 'main'}>{rule.isOn ? t.proposeOff : t.switchOn}</Button>
      </Buttons>
    </PostForm>
  );
};

const Waiting = ({ visit, proposals }: { visit: ActorVisit; proposals: readonly Proposal[] }) => {
  const t = visit.t.themes.secondPerson;
  return proposals.length === 0 ? null : (
    <Section title={t.waiting} id="wacht">
      <ul>
        {proposals.map((proposal) => (
          <li>
            <a href={proposalAddress(proposal.id)}>{whatOf(visit, proposal)}</a>
          </li>
        ))}
      </ul>
    </Section>
  );
};

function stateOf(visit: ActorVisit, rule: RuleState): string {
  const t = visit.t.themes.secondPerson;
  if (rule.isOn) return t.isOn;
  return rule.isOnByBoard && rule.boardName ? t.isOnByBoard(rule.boardName) : t.isOff;
}

function organisationOf(visit: ActorVisit): number {
  const id = parseOrganisationCode(visit.params.nummer ?? '');
  if (id === undefined) throw new NotFound();
  return id;
}
