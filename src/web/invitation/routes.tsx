import { publicForm, publicStep, type Route } from '#access/route.ts';
import { seeOther, type PageContent, type Visit } from '#access/visit.ts';
import {
  acceptInvitation,
  canFollow,
  findVisited,
  followInvitation,
  invitationAddress,
  type AcceptOutcome,
  type Invitation,
} from '#apps/rights/index.ts';
import { Button, ButtonLink, Buttons } from '#ui/components/button.tsx';
import { DescriptionList } from '#ui/components/description-list.tsx';
import { PageHeading } from '#ui/components/page.tsx';
import { PostForm } from '#ui/components/post-form.tsx';
import { formatDate } from '#ui/format.ts';
import { cookies } from '#web/session/cookie.ts';
import { beginSignIn } from '#web/sign-in/flow.ts';
import type { IdentityProvider } from '#web/sign-in/identity-provider.ts';

const followAddress = `${invitationAddress}/volgen`;
const wellFormed = /^[\w-]{40,60}$/;

/**
 * Where somebody who was invited by e-mail comes in (RI-1): the link, a strong sign-in, who invites for what, accepting. Nobody has
 * a session here yet; what proves the sign-in is a secret of this browser, for half an hour.
 */
export function invitationRoutes(provider: IdentityProvider): Route[] {
  return [
    publicStep(invitationAddress, invitedPage),
    publicForm(invitationAddress, sendAcceptance, 'invitation'),
    publicForm(followAddress, (visit) => follow(visit, provider), 'invitation-link'),
    publicStep(`${invitationAddress}/:token`, linkPage),
  ];
}

/** Programs that look at links in mails must not use anything up by looking. */
async function linkPage(visit: Visit): Promise<PageContent> {
  const token = visit.params['token'] ?? '';
  const usable = wellFormed.test(token) && (await visit.services.database.read((db) => canFollow(db, token)));
  if (!usable) return gonePage(visit);
  const t = visit.t.rights.invitations.visit;
  return framed(
    t.title,
    t.lead,
    <>
      <p>{t.why}</p>
      <PostForm t={visit.t.ui} action={followAddress}>
        <input type="hidden" name="bewijs" value={token} />
        <Buttons>
          <Button kind="main">{t.submit}</Button>
        </Buttons>
      </PostForm>
    </>,
  );
}

async function follow(visit: Visit & { form: FormData }, provider: IdentityProvider): Promise<Response | PageContent> {
  const token = String(visit.form.get('bewijs') ?? '');
  const secret = wellFormed.test(token)
    ? await visit.services.database.write((tx) => followInvitation(tx, token))
    : null;
  if (secret === null) return gonePage(visit);
  const begun = await beginSignIn(visit, provider, { returnTo: invitationAddress, fresh: true });
  if (!(begun instanceof Response)) return seeOther('/aanmelden');
  begun.headers.append('set-cookie', cookies(visit.services.config.baseUrl).invitation.write(secret));
  return begun;
}

/** Who invites, for what; shown to who signed in, and to nobody else. */
async function invitedPage(visit: Visit): Promise<PageContent> {
  const secret = cookies(visit.services.config.baseUrl).invitation.read(visit.request);
  const invitation = secret ? await visit.services.database.read((db) => findVisited(db, secret)) : undefined;
  return invitation ? acceptPage(visit, invitation) : gonePage(visit);
}

async function sendAcceptance(visit: Visit & { form: FormData }): Promise<PageContent> {
  const { services } = visit;
  const secret = cookies(services.config.baseUrl).invitation.read(visit.request);
  if (!secret) return gonePage(visit);
  const outcome = await services.database.write((tx) => acceptInvitation(tx, secret, services.sealer));
  return outcome.kind === 'gone' ? gonePage(visit) : outcomePage(visit, outcome);
}

function acceptPage(visit: Visit, one: Invitation): PageContent {
  const t = visit.t.rights.invitations.visit;
  const { category } = one;
  const categories: Readonly<Record<string, string>> = visit.t.rights.register.categories;
  const period = (until: string | null): string =>
    until === null ? t.since(formatDate(one.from)) : t.period(formatDate(one.from), formatDate(until));
  const right = one.entitlementName;
  return framed(
    t.acceptTitle,
    t.acceptLead(one.inviter ?? t.somebody, one.organisationName),
    <>
      <DescriptionList
        facts={[
          { term: t.you, value: `${one.visitorGivenName ?? ''} ${one.visitorFamilyName ?? ''}` },
          { term: t.as, value: categories[category] ?? category },
          { term: t.from, value: period(one.until) },
          ...(right === null ? [] : [{ term: t.right, value: `${right}, ${period(one.rightUntil)}` }]),
        ]}
      />
      <PostForm t={visit.t.ui} action={invitationAddress}>
        <Buttons>
          <Button kind="main">{t.accept}</Button>
        </Buttons>
      </PostForm>
      <p>{t.notYou}</p>
    </>,
  );
}

function outcomePage(visit: Visit, { kind, invitation }: Exclude<AcceptOutcome, { kind: 'gone' }>): PageContent {
  const t = visit.t.rights.invitations.visit;
  const { organisationName } = invitation;
  if (kind === 'held') return framed(t.heldTitle, t.heldText(organisationName), null);
  if (kind === 'lapsed') return { ...framed(t.lapsedTitle, t.lapsedText(organisationName), null), status: 409 };
  return framed(
    t.acceptedTitle,
    t.accepted(organisationName),
    <Buttons>
      <ButtonLink kind="main" href="/aanmelden">
        {t.signIn}
      </ButtonLink>
    </Buttons>,
  );
}

/** One answer for a link that was never there, and one that was used, withdrawn or expired: nothing can be found out. */
function gonePage(visit: Visit): PageContent {
  const t = visit.t.rights.invitations.visit;
  return { ...framed(t.goneTitle, t.gone, null), status: 404 };
}

function framed(title: string, lead: string, children: PageContent['children']): PageContent {
  return {
    title,
    children: (
      <div class="prose">
        <PageHeading title={title} lead={lead} />
        {children}
      </div>
    ),
  };
}
