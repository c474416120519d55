import { randomUUID } from 'node:crypto';
import { NotFound } from '#access/refusals.ts';
import { ask, perform } from '#access/use-case.ts';
import { seeOther, type ActorVisit, type FormVisit, type PageContent } from '#access/visit.ts';
import { addContact, changeContact } from '#apps/contacts/commands/keep-contacts.ts';
import { contactInput, longestName } from '#apps/contacts/inputs.ts';
import { contactKinds, type ContactKind, type KeptContact } from '#apps/contacts/model.ts';
import { contactAddress, keepAddress, newAddress } from '#apps/contacts/pages/addresses.ts';
import { keptContact, keptContacts } from '#apps/contacts/views.ts';
import { isId } from '#platform/ids.ts';
import { Button, ButtonLink, Buttons } from '#ui/components/button.tsx';
import { RadioGroup } from '#ui/components/choice-group.tsx';
import { ErrorSummary, type FieldFault } from '#ui/components/error-summary.tsx';
import { TextInput } from '#ui/components/inputs.tsx';
import { PageHeading } from '#ui/components/page.tsx';
import { PostForm } from '#ui/components/post-form.tsx';
import { BackLink } from '#ui/components/way-back.tsx';

interface Typed {
  kind: ContactKind;
  name: string;
  phone: string;
  email: string;
}

/** A new team or person. */
export async function newPage(visit: ActorVisit): Promise<PageContent> {
  await ask(keptContacts, visit, {});
  return showForm(visit, { typed: { kind: 'school-management-team', name: '', phone: '', email: '' }, faults: [] });
}

export async function sendNew(visit: FormVisit): Promise<PageContent | Response> {
  const typed = readTyped(visit.form);
  const key = keyOf(visit.form);
  const faults = faultsOf(typed, visit);
  if (faults.length > 0) return showForm(visit, { typed, faults, key });
  const outcome = await perform(addContact, visit, { ...typed, key });
  if (outcome.kind === 'exists') return showForm(visit, { typed, faults: [nameTaken(visit)], key });
  return seeOther(`${keepAddress}?gedaan=bewaard`);
}

/** A team or person to be changed; the change holds for every institution it serves. */
export async function contactPage(visit: ActorVisit): Promise<PageContent> {
  const contact = await ask(keptContact, visit, { contactId: contactIdOf(visit) });
  return showForm(visit, { typed: contact, faults: [], contact });
}

export async function sendContact(visit: FormVisit): Promise<PageContent | Response> {
  const contact = await ask(keptContact, visit, { contactId: contactIdOf(visit) });
  const typed = { ...readTyped(visit.form), kind: contact.kind };
  const faults = faultsOf(typed, visit);
  const revision = Number(/^\d{1,6}$/.exec(String(visit.form.get('versie') ?? ''))?.[0] ?? -1);
  const meanwhile = { field: 'naam', message: visit.t.contacts.keep.errors.changedMeanwhile };
  if (faults.length === 0 && revision !== contact.revision) faults.push(meanwhile);
  if (faults.length > 0) return showForm(visit, { typed, faults, contact });
  const { kind: _, ...change } = typed;
  const outcome = await perform(changeContact, visit, { ...change, contactId: contact.id, revision });
  if (outcome.kind === 'exists') return showForm(visit, { typed, faults: [nameTaken(visit)], contact });
  return seeOther(`${keepAddress}?gedaan=bewaard`);
}

interface Shown {
  typed: Typed;
  faults: readonly FieldFault[];
  key?: string;
  contact?: KeptContact;
}

function showForm(visit: ActorVisit, { typed, faults, key = randomUUID(), contact }: Shown): PageContent {
  const t = visit.t.contacts;
  const title = contact ? contact.name : t.keep.add;
  const of = (name: string) => ({ t: visit.t.ui, name, error: faults.find((fault) => fault.field === name)?.message });
  return {
    title,
    tab: keepAddress,
    ...(faults.length > 0 && { status: 422 }),
    children: (
      <div class="prose">
        <BackLink t={visit.t.ui} label={t.keep.name} href={keepAddress} />
        <PageHeading title={title} {...(contact && { lead: t.kinds[contact.kind] })} />
        <ErrorSummary t={visit.t.ui} faults={faults} />
        {contact && <p>{t.keep.serves(contact.institutions)}</p>}
        <PostForm t={visit.t.ui} action={contact ? contactAddress(contact.id) : newAddress} guarded>
          {contact ? (
            <input type="hidden" name="versie" value={String(contact.revision)} />
          ) : (
            <>
              <input type="hidden" name="sleutel" value={key} />
              <RadioGroup
                {...of('soort')}
                label={t.kind}
                choices={contactKinds.map((kind) => ({
                  value: kind,
                  label: t.kinds[kind],
                  checked: kind === typed.kind,
                }))}
              />
            </>
          )}
          <TextInput
            {...of('naam')}
            label={t.contactName}
            hint={t.keep.nameHint}
            value={typed.name}
            maxlength={longestName}
          />
          <TextInput {...of('telefoon')} label={t.phone} type="tel" width="medium" value={typed.phone} optional />
          <TextInput {...of('e-mail')} label={t.email} type="email" value={typed.email} optional />
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

function readTyped(form: FormData): Typed {
  const text = (name: string): string => {
    const value = form.get(name);
    return typeof value === 'string' ? value.trim().slice(0, 1000) : '';
  };
  const kind = contactKinds.find((one) => one === text('soort')) ?? 'school-management-team';
  return { kind, name: text('naam'), phone: text('telefoon'), email: text('e-mail') };
}

function keyOf(form: FormData): string {
  const sent = String(form.get('sleutel') ?? '');
  return isId(sent) ? sent : randomUUID();
}

function faultsOf(typed: Typed, visit: ActorVisit): FieldFault[] {
  const t = visit.t.contacts.keep.errors;
  const { name, phone, email } = contactInput.shape;
  return [
    ...(name.safeParse(typed.name).success ? [] : [{ field: 'naam', message: t.name }]),
    ...(phone.safeParse(typed.phone).success ? [] : [{ field: 'telefoon', message: t.phone }]),
    ...(email.safeParse(typed.email).success ? [] : [{ field: 'e-mail', message: t.email }]),
  ];
}

const nameTaken = (visit: ActorVisit): FieldFault => ({ field: 'naam', message: visit.t.contacts.keep.errors.exists });

function contactIdOf(visit: ActorVisit): string {
  const id = visit.params['id'] ?? '';
  if (!isId(id)) throw new NotFound();
  return id;
}
