import { NotFound } from '#access/refusals.ts';
import { ask, perform } from '#access/use-case.ts';
import { seeOther, type ActorVisit, type FormVisit, type PageContent } from '#access/visit.ts';
import { assignContacts } from '#apps/contacts/commands/keep-contacts.ts';
import { contactKinds } from '#apps/contacts/model.ts';
import { institutionAddress, keepAddress } from '#apps/contacts/pages/addresses.ts';
import { contactsOfInstitution } from '#apps/contacts/views.ts';
import { formatInstitutionNumber, parseInstitutionNumber } from '#directory/institution-number.ts';
import { isId } from '#platform/ids.ts';
import { Button, ButtonLink, Buttons } from '#ui/components/button.tsx';
import { Select } from '#ui/components/inputs.tsx';
import { PageHeading } from '#ui/components/page.tsx';
import { PostForm } from '#ui/components/post-form.tsx';
import { BackLink } from '#ui/components/way-back.tsx';

/** Who serves one institution: a choice per kind. */
export async function institutionPage(visit: ActorVisit): Promise<PageContent> {
  const { organisation, contacts, choices } = await ask(contactsOfInstitution, visit, institutionOf(visit));
  const t = visit.t.contacts;
  const title = `${formatInstitutionNumber(organisation.id)} ${organisation.name}`;
  return {
    title,
    tab: keepAddress,
    children: (
      <div class="prose">
        <BackLink t={visit.t.ui} label={t.keep.name} href={keepAddress} />
        <PageHeading title={title} lead={t.keep.whoServes} />
        <PostForm t={visit.t.ui} action={institutionAddress(organisation.id)} guarded>
          {contactKinds.map((kind) => (
            <Select
              t={visit.t.ui}
              name={kind}
              label={t.kinds[kind]}
              optional
              placeholder={t.keep.nobody}
              value={contacts.find((contact) => contact.kind === kind)?.id}
              options={choices
                .filter((choice) => choice.kind === kind)
                .map((choice) => ({ value: choice.id, label: choice.name }))}
            />
          ))}
          <Buttons>
            <Button kind="main">{t.keep.save}</Button>
            <ButtonLink kind="quiet" href={keepAddress}>
              {t.keep.back}
            </ButtonLink>
          </Buttons>
        </PostForm>
      </div>
    ),
  };
}

/** Saves the choices; a kind that the form did not send stays as it is. */
export async function sendInstitution(visit: FormVisit): Promise<Response> {
  const sent = contactKinds.flatMap((kind) => {
    const id = visit.form.get(kind);
    if (typeof id !== 'string') return [];
    if (id !== '' && !isId(id)) throw new NotFound();
    return [[kind, id === '' ? null : id] as const];
  });
  await perform(assignContacts, visit, { ...institutionOf(visit), contacts: Object.fromEntries(sent) });
  return seeOther(`${keepAddress}?gedaan=bewaard`);
}

function institutionOf(visit: ActorVisit): { institutionId: number } {
  const institutionId = parseInstitutionNumber(visit.params['nummer'] ?? '');
  if (institutionId === undefined) throw new NotFound();
  return { institutionId };
}
