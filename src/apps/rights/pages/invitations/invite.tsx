import { z } from 'zod';
import { isPersonOverLimit } from '#access/rate-limit.ts';
import { NotFound } from '#access/refusals.ts';
import { perform } from '#access/use-case.ts';
import { seeOther, type ActorVisit, type FormVisit, type PageContent } from '#access/visit.ts';
import { invitePerson } from '#apps/rights/invitations/invite.ts';
import { base, inviteAddress, invitationsAddress, withQuery } from '#apps/rights/pages/addresses.ts';
import { linkChoices, LinkFields, linkFault, readLink, type Typed } from '#apps/rights/pages/register/link-fields.tsx';
import { textsIn } from '#apps/rights/pages/register/typed.ts';
import { errorOf } from '#apps/rights/pages/words.ts';
import { isId, newId } from '#platform/ids.ts';
import { Button, ButtonLink, Buttons } from '#ui/components/button.tsx';
import { ErrorSummary, type FieldFault } from '#ui/components/error-summary.tsx';
import { TextInput } from '#ui/components/inputs.tsx';
import { Notice } from '#ui/components/notice.tsx';
import { PageHeading, Section } from '#ui/components/page.tsx';
import { PostForm } from '#ui/components/post-form.tsx';
import { BackLink } from '#ui/components/way-back.tsx';

/** Invitations in five minutes: a team of new colleagues by hand, not a list. */
const mostInvitations = 30;

/** Invite by e-mail: name, address, relation, gebruiker or beheerder (RI-1). */
export function invitePage(visit: ActorVisit): Promise<PageContent> {
  return inviteForm(visit, { instelling: visit.url.searchParams.get('instelling') ?? undefined }, { faults: [] });
}

/** Sends the invitation, or says beside each field how to mend it; nothing that was typed is lost. */
export async function sendInvite(visit: FormVisit): Promise<PageContent | Response> {
  const typed = textsIn(visit.form);
  const key = typed.sleutel ?? '';
  if (!isId(key)) throw new NotFound();
  const t = visit.t.rights.invitations.errors;
  if (await isPersonOverLimit(visit, 'invite-person', mostInvitations))
    return inviteForm(visit, typed, { faults: [], notice: t.tooOften });
  const givenName = (typed.voornaam ?? '').trim();
  const familyName = (typed.familienaam ?? '').trim();
  const email = (typed.email ?? '').trim();
  const { link, faults } = readLink(visit, typed);
  const unreadable = [
    ...(givenName === '' ? [{ field: 'voornaam', message: t.givenName }] : []),
    ...(familyName === '' ? [{ field: 'familienaam', message: t.familyName }] : []),
    ...(z.email().safeParse(email).success ? [] : [{ field: 'email', message: t.email }]),
    ...faults,
  ];
  if (unreadable.length > 0 || !link) return inviteForm(visit, typed, { faults: unreadable });
  const days = visit.services.config.invitationDays;
  const outcome = await perform(invitePerson, visit, { givenName, familyName, email, link, days, key });
  switch (outcome.kind) {
    case 'invited':
    case 'again':
      return seeOther(withQuery(invitationsAddress, { gedaan: 'uitgenodigd' }));
    case 'pending':
      return inviteForm(visit, typed, { faults: [{ field: 'email', message: t.pending }] });
    case 'faults':
      return inviteForm(visit, typed, { faults: outcome.link.map((obstacle) => linkFault(visit, obstacle)) });
  }
}

async function inviteForm(
  visit: ActorVisit,
  typed: Typed,
  { faults, notice }: { faults: readonly FieldFault[]; notice?: string },
): Promise<PageContent> {
  const t = visit.t.rights.invitations;
  const names = visit.t.rights.register;
  return {
    title: t.inviteTitle,
    tab: base,
    status: notice ? 429 : faults.length > 0 ? 422 : 200,
    children: (
      <div class="prose">
        <BackLink t={visit.t.ui} label={t.title} href={invitationsAddress} />
        <ErrorSummary t={visit.t.ui} faults={faults} />
        <PageHeading title={t.inviteTitle} lead={t.inviteLead} />
        {notice && (
          <Notice t={visit.t.ui} kind="warning" live>
            {notice}
          </Notice>
        )}
        <PostForm t={visit.t.ui} action={inviteAddress} guarded>
          <input type="hidden" name="sleutel" value={isId(typed.sleutel ?? '') ? typed.sleutel : newId()} />
          <Section title={t.who} id="wie">
            <TextInput
              t={visit.t.ui}
              name="voornaam"
              label={names.givenName}
              maxlength={100}
              value={typed.voornaam}
              error={errorOf(faults, 'voornaam')}
            />
            <TextInput
              t={visit.t.ui}
              name="familienaam"
              label={names.familyName}
              maxlength={100}
              value={typed.familienaam}
              error={errorOf(faults, 'familienaam')}
            />
            <TextInput
              t={visit.t.ui}
              name="email"
              label={t.email}
              hint={t.emailHint}
              maxlength={254}
              value={typed.email}
              error={errorOf(faults, 'email')}
            />
          </Section>
          <Section title={t.relation} id="band">
            <LinkFields visit={visit} choices={await linkChoices(visit, typed)} typed={typed} faults={faults} />
          </Section>
          <Buttons>
            <Button kind="main">{t.submit}</Button>
            <ButtonLink kind="quiet" href={invitationsAddress}>
              {names.cancel}
            </ButtonLink>
          </Buttons>
        </PostForm>
      </div>
    ),
  };
}
