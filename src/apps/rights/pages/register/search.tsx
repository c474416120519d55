import { NotFound } from '#access/refusals.ts';
import { isPersonOverLimit } from '#access/rate-limit.ts';
import { ask } from '#access/use-case.ts';
import { seeOther, type ActorVisit, type FormVisit, type PageContent } from '#access/visit.ts';
import {
  base,
  inviteAddress,
  personAddress,
  registerAddress,
  searchPersonAddress,
} from '#apps/rights/pages/addresses.ts';
import { headAdmin } from '#apps/rights/model.ts';
import { wishAddress } from '#apps/rights/pages/give/wish.ts';
import { rescueOf, type Typed } from '#apps/rights/pages/register/link-fields.tsx';
import { registrationForm } from '#apps/rights/pages/register/register.tsx';
import { textsIn } from '#apps/rights/pages/register/typed.ts';
import { errorOf, personLabel } from '#apps/rights/pages/words.ts';
import { parseDay } from '#apps/rights/period.ts';
import { findByBirth, findByNumber, type FoundPerson } from '#apps/rights/queries/find-person.ts';
import { findRelatedPerson } from '#apps/rights/queries/relations.ts';
import { managedOrganisations } from '#apps/rights/queries/scope.ts';
import type { Rescue } from '#apps/rights/rescue/model.ts';
import { parseOrganisationCode } from '#directory/institution-number.ts';
import { genderOf, readNationalNumber } from '#directory/national-number.ts';
import { Button, Buttons } from '#ui/components/button.tsx';
import { ErrorSummary, type FieldFault } from '#ui/components/error-summary.tsx';
import { DateInput, TextInput } from '#ui/components/inputs.tsx';
import { Notice } from '#ui/components/notice.tsx';
import { PageHeading, Section } from '#ui/components/page.tsx';
import { PostForm } from '#ui/components/post-form.tsx';
import { BackLink } from '#ui/components/way-back.tsx';
import { formatDate } from '#ui/format.ts';

/** So many searches in five minutes are work; more is trying out numbers. */
export const mostSearches = 30;

/** First look whether the person already exists (RI-1, 001): by the number, or by name and birth date. */
export async function searchPersonPage(visit: ActorVisit): Promise<PageContent> {
  const typed = { instelling: visit.url.searchParams.get('instelling') ?? undefined };
  await circleOf(visit, typed);
  return searchPage(visit, typed, []);
}

/** Where the actor may register somebody: his own institutions, or the one that he is asked to name an administrator for (R7). */
async function circleOf(visit: ActorVisit, typed: Typed): Promise<Rescue | undefined> {
  const rescue = await rescueOf(visit, typed);
  if (!rescue && managedOrganisations(visit.actor).length === 0) throw new NotFound();
  return rescue;
}

/** The page of somebody who was found; for who names an administrator, the right to give him. */
async function found(visit: ActorVisit, rescue: Rescue | undefined, personId: string): Promise<Response | undefined> {
  if (!rescue) return seeOther(personAddress(personId, { gedaan: 'bestaat' }));
  const { organisationId } = rescue;
  const related = await findRelatedPerson(visit.db, personId, organisationId, 'today-or-later');
  return related && seeOther(wishAddress({ organisationId, personId, entitlementId: headAdmin }));
}

/** What was found leads to the person's page; what was not, to the form. The number travels in forms only. */
export async function sendSearch(visit: FormVisit): Promise<PageContent | Response> {
  const typed = textsIn(visit.form);
  const rescue = await circleOf(visit, typed);
  if (await isPersonOverLimit(visit, 'find-person', mostSearches)) return tooOften(visit, typed);
  return typed.op === 'naam' ? searchByBirth(visit, typed, rescue) : searchByNumber(visit, typed, rescue);
}

async function searchByNumber(
  visit: FormVisit,
  typed: Typed,
  rescue: Rescue | undefined,
): Promise<PageContent | Response> {
  const read = readNationalNumber(typed.nummer ?? '');
  if (!read.valid) {
    const message = visit.t.rights.register.errors.number[read.problem];
    return searchPage(visit, typed, [{ field: 'nummer', message }]);
  }
  const { digits, birthDate } = read.number;
  const among = rescue && { organisationId: rescue.organisationId };
  const one = await ask(findByNumber, visit, { digits, sealer: visit.services.sealer, ...among });
  const page = one && (await found(visit, rescue, one.personId));
  if (page) return page;
  const known = {
    instelling: typed.instelling,
    nummer: typed.nummer,
    geboren: birthDate && formatDate(birthDate),
    geslacht: genderOf(read.number),
  };
  return registrationForm(visit, { typed: known, faults: [], searched: true });
}

async function searchByBirth(
  visit: FormVisit,
  typed: Typed,
  rescue: Rescue | undefined,
): Promise<PageContent | Response> {
  const t = visit.t.rights.register.errors;
  const birthDate = parseDay(typed.geboren ?? '');
  const [givenName = '', familyName = ''] = [typed.voornaam?.trim(), typed.familienaam?.trim()];
  const faults = [
    ...(familyName === '' ? [{ field: 'familienaam', message: t.missing.familyName }] : []),
    ...(givenName === '' ? [{ field: 'voornaam', message: t.missing.givenName }] : []),
    ...(birthDate === undefined ? [{ field: 'geboren', message: visit.t.rights.give.errors.day }] : []),
  ];
  if (faults.length > 0 || birthDate === undefined) return searchPage(visit, typed, faults);
  const among = rescue && { organisationId: rescue.organisationId };
  const asked = { givenName, familyName, birthDate, sealer: visit.services.sealer, ...among };
  const people = await ask(findByBirth, visit, asked);
  const [one, another] = people;
  const page = one && !another && (await found(visit, rescue, one.personId));
  if (page) return page;
  if (another) return severalPage(visit, people, rescue);
  return registrationForm(visit, { typed, faults: [], searched: true });
}

function mayInvite({ actor }: ActorVisit, typed: Typed): boolean {
  const managed = managedOrganisations(actor);
  const asked = parseOrganisationCode(typed.instelling ?? '');
  return managed.length > 0 && (asked === undefined || managed.includes(asked));
}

function searchPage(visit: ActorVisit, typed: Typed, faults: readonly FieldFault[]): PageContent {
  const t = visit.t.rights.register;
  return framed(
    visit,
    faults.length > 0 ? 422 : 200,
    <>
      <ErrorSummary t={visit.t.ui} faults={faults} />
      <PageHeading title={t.title} lead={t.searchLead} />
      {/* Whoever only names an administrator invites nobody (R8): no link that ends at a closed door. */}
      {mayInvite(visit, typed) && (
        <p>
          {visit.t.rights.invitations.orInvite} <a href={inviteAddress}>{visit.t.rights.invitations.inviteTitle}</a>
        </p>
      )}
      <Section title={t.byNumber} id="op-nummer">
        <PostForm t={visit.t.ui} action={searchPersonAddress}>
          <input type="hidden" name="op" value="nummer" />
          {typed.instelling && <input type="hidden" name="instelling" value={typed.instelling} />}
          <TextInput
            t={visit.t.ui}
            name="nummer"
            label={t.number}
            hint={t.numberHint}
            inputmode="numeric"
            width="medium"
            maxlength={40}
            value={typed.nummer}
            error={errorOf(faults, 'nummer')}
          />
          <Buttons>
            <Button kind="main">{t.search}</Button>
          </Buttons>
        </PostForm>
      </Section>
      <Section title={t.byBirth} id="op-naam">
        <PostForm t={visit.t.ui} action={searchPersonAddress}>
          <input type="hidden" name="op" value="naam" />
          {typed.instelling && <input type="hidden" name="instelling" value={typed.instelling} />}
          {(['familienaam', 'voornaam'] as const).map((name) => (
            <TextInput
              t={visit.t.ui}
              name={name}
              label={name === 'voornaam' ? t.givenName : t.familyName}
              maxlength={100}
              value={typed[name]}
              error={errorOf(faults, name)}
            />
          ))}
          <DateInput
            t={visit.t.ui}
            name="geboren"
            label={t.birthDate}
            value={typed.geboren}
            error={errorOf(faults, 'geboren')}
          />
          <Buttons>
            <Button>{t.searchByName}</Button>
          </Buttons>
        </PostForm>
      </Section>
    </>,
  );
}

function severalPage(visit: ActorVisit, found: readonly FoundPerson[], rescue: Rescue | undefined): PageContent {
  const t = visit.t.rights.register;
  return framed(
    visit,
    200,
    <>
      <PageHeading title={t.title} lead={t.several(found.length)} />
      <ul>
        {found.map((one) => (
          <li>
            <a href={rescue ? wishAddress({ ...rescue, personId: one.personId }) : personAddress(one.personId)}>
              {personLabel(one)}
            </a>
          </li>
        ))}
      </ul>
      <p>
        <a href={registerAddress}>{t.searchAgain}</a>
      </p>
    </>,
  );
}

/** Told without saying what would have been found. */
export function tooOften(visit: ActorVisit, typed: Typed): PageContent {
  const t = visit.t.rights.register;
  const page = searchPage(visit, typed, []);
  return {
    ...page,
    status: 429,
    children: (
      <>
        <Notice t={visit.t.ui} kind="warning" title={t.tooOftenTitle} live>
          <p>{t.tooOften}</p>
        </Notice>
        {page.children}
      </>
    ),
  };
}

function framed(visit: ActorVisit, status: number, children: PageContent['children']): PageContent {
  return {
    title: visit.t.rights.register.title,
    tab: base,
    status,
    children: (
      <div class="prose">
        <BackLink t={visit.t.ui} label={visit.t.rights.name} href={base} />
        {children}
      </div>
    ),
  };
}
