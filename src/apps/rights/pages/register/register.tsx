import { NotFound } from '#access/refusals.ts';
import { isPersonOverLimit } from '#access/rate-limit.ts';
import { perform } from '#access/use-case.ts';
import { seeOther, type ActorVisit, type FormVisit, type PageContent } from '#access/visit.ts';
import { registerPerson } from '#apps/rights/commands/register-person.ts';
import { base, personAddress, registerAddress, tasksAddress, withQuery } from '#apps/rights/pages/addresses.ts';
import { EnterButton } from '#apps/rights/pages/end-date.tsx';
import { IdentityFields, identityFault, readIdentity } from '#apps/rights/pages/register/identity-fields.tsx';
import {
  linkChoices,
  LinkFields,
  linkFault,
  readLink,
  withChosenEnd,
  type Typed,
} from '#apps/rights/pages/register/link-fields.tsx';
import { textsIn } from '#apps/rights/pages/register/typed.ts';
import { managedOrganisations } from '#apps/rights/queries/scope.ts';
import { identityFaults } from '#apps/rights/registering.ts';
import { isId, newId } from '#platform/ids.ts';
import { Button, ButtonLink, Buttons } from '#ui/components/button.tsx';
import { ErrorSummary, type FieldFault } from '#ui/components/error-summary.tsx';
import { Notice } from '#ui/components/notice.tsx';
import { PageHeading, Section } from '#ui/components/page.tsx';
import { PostForm } from '#ui/components/post-form.tsx';
import { BackLink } from '#ui/components/way-back.tsx';
import { z } from 'zod';

/** Registrations in five minutes: a class of new colleagues by hand, not a list. */
const mostRegistrations = 60;

interface Trouble {
  typed: Typed;
  faults: readonly FieldFault[];
  /** The form follows a search that found nobody. */
  searched?: boolean;
  notice?: string;
  status?: number;
}

/** Registers the person, or says beside each field how to mend it; nothing that was typed is lost. */
export async function sendRegistration(visit: FormVisit): Promise<PageContent | Response> {
  const typed = textsIn(visit.form);
  const key = typed.sleutel ?? '';
  if (!isId(key)) throw new NotFound();
  const chosen = withChosenEnd(typed);
  if (chosen) return registrationForm(visit, { typed: chosen, faults: [] });
  const t = visit.t.rights.register;
  if (await isPersonOverLimit(visit, 'register-person', mostRegistrations))
    return registrationForm(visit, { typed, faults: [], notice: t.tooOften, status: 429 });
  const identity = readIdentity(typed);
  const { link, faults } = readLink(visit, typed);
  const email = typed.email?.trim() || null;
  const unreadable = [
    ...identityFaults(identity, visit.actor.today).map((fault) => identityFault(visit, fault)),
    ...(email !== null && !z.email().safeParse(email).success ? [{ field: 'email', message: t.errors.email }] : []),
    ...faults,
  ];
  if (unreadable.length > 0 || !link) return registrationForm(visit, { typed, faults: unreadable });
  const outcome = await perform(registerPerson, visit, { identity, email, link, key, sealer: visit.services.sealer });
  switch (outcome.kind) {
    case 'registered':
    case 'again':
      return registered(visit, link.organisationId, outcome.personId);
    case 'differs':
      return registrationForm(visit, { typed, faults: [{ field: 'nummer', message: t.errors.differs }] });
    case 'faults':
      return registrationForm(visit, {
        typed,
        faults: [
          ...outcome.identity.map((fault) => identityFault(visit, fault)),
          ...outcome.link.map((obstacle) => linkFault(visit, obstacle)),
        ],
      });
  }
}

// Whoever named a head local administrator manages nothing there: he goes back to what else waits.
function registered(visit: FormVisit, organisationId: number, personId: string): Response {
  return managedOrganisations(visit.actor).includes(organisationId)
    ? seeOther(personAddress(personId, { gedaan: 'geregistreerd' }))
    : seeOther(withQuery(tasksAddress, { gedaan: 'aangeduid' }));
}

/** Number, name, gender, birth date, relation, gebruiker or beheerder: one form, one button (RI-1). */
export async function registrationForm(visit: ActorVisit, trouble: Trouble): Promise<PageContent> {
  const t = visit.t.rights.register;
  const { typed, faults } = trouble;
  return {
    title: t.title,
    tab: base,
    status: trouble.status ?? (faults.length > 0 ? 422 : 200),
    children: (
      <div class="prose">
        <BackLink
          t={visit.t.ui}
          label={t.searchPerson}
          href={withQuery(registerAddress, { instelling: typed.instelling })}
        />
        <ErrorSummary t={visit.t.ui} faults={faults} />
        <PageHeading title={t.title} />
        {trouble.searched && (
          <Notice t={visit.t.ui} kind="info" title={t.notFoundTitle} live>
            <p>{t.notFound}</p>
          </Notice>
        )}
        {trouble.notice && (
          <Notice t={visit.t.ui} kind="warning" title={t.tooOftenTitle} live>
            <p>{trouble.notice}</p>
          </Notice>
        )}
        <PostForm t={visit.t.ui} action={registerAddress} guarded>
          <EnterButton />
          <input type="hidden" name="sleutel" value={isId(typed.sleutel ?? '') ? typed.sleutel : newId()} />
          <Section title={t.who} id="wie">
            <IdentityFields visit={visit} typed={typed} faults={faults} />
          </Section>
          <Section title={t.relation} id="band">
            <LinkFields visit={visit} choices={await linkChoices(visit, typed)} typed={typed} faults={faults} />
          </Section>
          <Buttons>
            <Button kind="main">{t.submit}</Button>
            <ButtonLink kind="quiet" href={base}>
              {t.cancel}
            </ButtonLink>
          </Buttons>
        </PostForm>
      </div>
    ),
  };
}
