import { NotFound } from '#access/refusals.ts';
import { ask, perform } from '#access/use-case.ts';
import { seeOther, type ActorVisit, type FormVisit, type PageContent } from '#access/visit.ts';
import { decideHeld } from '#apps/rights/invitations/accept.ts';
import { invitations, resendInvitation, withdrawInvitation } from '#apps/rights/invitations/invite.ts';
import { mostSent } from '#apps/rights/invitations/model.ts';
import type { Invitation } from '#apps/rights/invitations/store.ts';
import { visitorOf } from '#apps/rights/pages/invitations/tasks.tsx';
import { base, inviteAddress, invitationsAddress, withQuery } from '#apps/rights/pages/addresses.ts';
import { organisationLabel, personLabel } from '#apps/rights/pages/words.ts';
import { isId } from '#platform/ids.ts';
import { Button, ButtonLink, Buttons } from '#ui/components/button.tsx';
import { DataTable } from '#ui/components/data-table.tsx';
import { EmptyState } from '#ui/components/empty-state.tsx';
import { Notice } from '#ui/components/notice.tsx';
import { PageHeading } from '#ui/components/page.tsx';
import { PostForm } from '#ui/components/post-form.tsx';
import { BackLink } from '#ui/components/way-back.tsx';
import { formatDate } from '#ui/format.ts';

/** What was done, by the word in the address; some of it is no success. */
const failures = ['verder', 'te-vaak', 'onmogelijk'];

/** Every invitation of my institutions: what waits first. */
export async function invitationsPage(visit: ActorVisit): Promise<PageContent> {
  const t = visit.t.rights.invitations;
  const all = await ask(invitations, visit, {});
  const done = visit.url.searchParams.get('gedaan') ?? '';
  const said = Object.hasOwn(t.done, done) ? t.done[done] : undefined;
  return {
    title: t.title,
    tab: base,
    children: (
      <>
        <BackLink t={visit.t.ui} label={visit.t.rights.name} href={base} />
        <PageHeading
          title={t.title}
          action={
            <ButtonLink kind="main" href={inviteAddress}>
              {t.invite}
            </ButtonLink>
          }
        />
        {said && (
          <Notice t={visit.t.ui} kind={failures.includes(done) ? 'warning' : 'success'} live>
            {said}
          </Notice>
        )}
        {all
          .filter(({ state }) => state === 'held')
          .map((one) => (
            <Held visit={visit} invitation={one} />
          ))}
        {all.length === 0 ? (
          <EmptyState title={t.noneTitle} suggestions={t.none} />
        ) : (
          <List visit={visit} invitations={all} />
        )}
      </>
    ),
  };
}

/** Mails the link again, takes an invitation back, or decides about another name. */
export async function sendInvitationChange(visit: FormVisit): Promise<Response> {
  const invitationId = visit.params.id ?? '';
  if (!isId(invitationId)) throw new NotFound();
  return seeOther(withQuery(invitationsAddress, { gedaan: await change(visit, invitationId) }));
}

async function change(visit: FormVisit, invitationId: string): Promise<string> {
  const { config, sealer } = visit.services;
  const words = { 'moved-on': 'verder', 'too-often': 'te-vaak' } as const;
  switch (visit.form.get('wat')) {
    case 'opnieuw': {
      const outcome = await perform(resendInvitation, visit, { invitationId, days: config.invitationDays });
      return outcome === 'done' ? 'opnieuw' : words[outcome];
    }
    case 'intrekken': {
      const outcome = await perform(withdrawInvitation, visit, { invitationId });
      return outcome === 'done' ? 'ingetrokken' : words[outcome];
    }
    case 'bevestigen':
    case 'weigeren': {
      const confirm = visit.form.get('wat') === 'bevestigen';
      const { kind } = await perform(decideHeld, visit, { invitationId, confirm, sealer });
      return { accepted: 'aanvaard', refused: 'geweigerd', impossible: 'onmogelijk', 'moved-on': 'verder' }[kind];
    }
    default:
      throw new NotFound();
  }
}

const changeAddress = (invitation: Invitation): string => `${invitationsAddress}/${invitation.id}`;

const Held = ({ visit, invitation }: { visit: ActorVisit; invitation: Invitation }) => {
  const t = visit.t.rights.invitations;
  return (
    <Notice t={visit.t.ui} kind="warning" title={t.heldTitle}>
      <p>{t.held(personLabel(invitation), visitorOf(invitation))}</p>
      <PostForm t={visit.t.ui} action={changeAddress(invitation)}>
        <Buttons>
          <Button name="wat" value="weigeren">
            {t.refuse}
          </Button>
          <Button name="wat" value="bevestigen">
            {t.confirm}
          </Button>
        </Buttons>
      </PostForm>
    </Notice>
  );
};

const List = (props: { visit: ActorVisit; invitations: readonly Invitation[] }) => {
  const { visit } = props;
  const t = visit.t.rights.invitations;
  return (
    <DataTable
      caption={t.title}
      captionHidden
      rows={props.invitations}
      columns={[
        {
          label: t.person,
          rowHeader: true,
          cell: (one) => (
            <>
              {personLabel(one)} <span class="soft">{one.email}</span>
            </>
          ),
        },
        {
          label: t.institution,
          cell: (one) => organisationLabel({ id: one.organisationId, name: one.organisationName }),
        },
        {
          label: t.right,
          cell: (one) =>
            one.entitlementName === null
              ? t.noRight
              : t.rightUntil(one.entitlementName, formatDate(one.rightUntil ?? one.from)),
        },
        {
          label: t.invited,
          cell: (one) => t.by(one.inviter ?? visit.t.rights.person.somebody, formatDate(one.invitedOn)),
        },
        { label: t.state, cell: (one) => stateText(visit, one) },
        { label: t.actions, cell: (one) => <Actions visit={visit} invitation={one} /> },
      ]}
    />
  );
};

function stateText(visit: ActorVisit, one: Invitation): string {
  const t = visit.t.rights.invitations.states;
  switch (one.state) {
    case 'open':
      return one.isExpired ? t.expired(formatDate(one.expiresOn)) : t.open(formatDate(one.expiresOn));
    case 'held':
      return t.held(visitorOf(one));
    default:
      return t[one.state];
  }
}

const Actions = ({ visit, invitation }: { visit: ActorVisit; invitation: Invitation }) => {
  const t = visit.t.rights.invitations;
  if (invitation.state !== 'open') return null;
  const about = <span class="hidden-text"> ({personLabel(invitation)})</span>;
  return (
    <PostForm t={visit.t.ui} action={changeAddress(invitation)}>
      <Buttons>
        {invitation.sent < mostSent && (
          <Button kind="quiet" name="wat" value="opnieuw">
            {t.resend}
            {about}
          </Button>
        )}
        <Button kind="quiet" name="wat" value="intrekken">
          {t.withdraw}
          {about}
        </Button>
      </Buttons>
    </PostForm>
  );
};
