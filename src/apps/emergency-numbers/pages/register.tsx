import { randomUUID } from 'node:crypto';
import { NotFound } from '#access/refusals.ts';
import { ask, perform } from '#access/use-case.ts';
import { seeOther, type ActorVisit, type FormVisit, type PageContent } from '#access/visit.ts';
import {
  changeNumber,
  confirmNumber,
  registerNumber,
  removeNumber,
} from '#apps/emergency-numbers/commands/keep-numbers.ts';
import type { SealedNumber } from '#apps/emergency-numbers/model.ts';
import { NumberFields } from '#apps/emergency-numbers/pages/number-fields.tsx';
import {
  institutionAsked,
  levelOf,
  newAddress,
  numberAddress,
  numbersAddress,
  numbersPath,
  refuseOtherLevel,
} from '#apps/emergency-numbers/pages/place.ts';
import {
  nothingTyped,
  readTyped,
  typedOf,
  understand,
  type TypedNumber,
} from '#apps/emergency-numbers/pages/typed-number.ts';
import { maskPhone } from '#apps/emergency-numbers/phone.ts';
import type { Holder } from '#apps/emergency-numbers/queries.ts';
import { numbersOf, ownNumber } from '#apps/emergency-numbers/views.ts';
import { isId } from '#platform/ids.ts';
import { Button, ButtonLink, Buttons } from '#ui/components/button.tsx';
import { ErrorSummary, type FieldFault } from '#ui/components/error-summary.tsx';
import { PageHeading, Section } from '#ui/components/page.tsx';
import { PostForm } from '#ui/components/post-form.tsx';
import { BackLink } from '#ui/components/way-back.tsx';

/** A new number of an own institution. */
export async function newPage(visit: ActorVisit): Promise<PageContent> {
  const institutionId = institutionOf(visit);
  const { numbers, holders } = await ask(numbersOf, visit, { institutionId });
  refuseOtherLevel(visit, institutionId);
  const typed = nothingTyped(numbers.length + 1);
  return showNew(visit, { institutionId, holders, typed, faults: [], key: randomUUID() });
}

export async function sendNew(visit: FormVisit): Promise<PageContent | Response> {
  const institutionId = institutionOf(visit);
  const { holders } = await ask(numbersOf, visit, { institutionId });
  refuseOtherLevel(visit, institutionId);
  const typed = readTyped(visit.form);
  const sent = String(visit.form.get('sleutel') ?? '');
  const key = isId(sent) ? sent : randomUUID();
  const understood = understand(typed, visit.t, true);
  if ('faults' in understood) return showNew(visit, { institutionId, holders, typed, faults: understood.faults, key });
  const { phone, ...details } = understood.number;
  const sealed = visit.services.sealer.seal(phone ?? '');
  await perform(registerNumber, visit, { institutionId, key, sealed, ...details });
  return seeOther(numbersAddress(levelOf(visit), institutionId, 'geregistreerd'));
}

interface ShownNew {
  institutionId: number;
  holders: readonly Holder[];
  typed: TypedNumber;
  faults: readonly FieldFault[];
  key: string;
}

function showNew(visit: ActorVisit, { institutionId, holders, typed, faults, key }: ShownNew): PageContent {
  const t = visit.t.emergencyNumbers;
  const level = levelOf(visit);
  return {
    title: t.add,
    levelId: level.id,
    tab: numbersPath(level),
    ...(faults.length > 0 && { status: 422 }),
    children: (
      <div class="prose">
        <BackLink t={visit.t.ui} label={t.name} href={numbersAddress(level, institutionId)} />
        <PageHeading title={t.add} lead={t.consent} />
        <ErrorSummary t={visit.t.ui} faults={faults} />
        <PostForm t={visit.t.ui} action={newAddress(level, institutionId)} guarded>
          <input type="hidden" name="sleutel" value={key} />
          <NumberFields visit={visit} typed={typed} faults={faults} holders={holders} known={null} />
          <Buttons>
            <Button kind="main">{t.save}</Button>
            <ButtonLink kind="quiet" href={numbersAddress(level, institutionId)}>
              {t.back}
            </ButtonLink>
          </Buttons>
        </PostForm>
      </div>
    ),
  };
}

/** A number of an own institution, to be changed, confirmed or removed. */
export async function numberPage(visit: ActorVisit): Promise<PageContent> {
  const { number, holders } = await ask(ownNumber, visit, { numberId: numberIdOf(visit) });
  refuseOtherLevel(visit, number.institutionId);
  return showNumber(visit, { number, holders, typed: typedOf(number), faults: [] });
}

export async function sendNumber(visit: FormVisit): Promise<PageContent | Response> {
  const { number, holders } = await ask(ownNumber, visit, { numberId: numberIdOf(visit) });
  refuseOtherLevel(visit, number.institutionId);
  const done = (what: string): Response => seeOther(numbersAddress(levelOf(visit), number.institutionId, what));
  const what = visit.form.get('wat');
  if (what === 'verwijder') {
    await perform(removeNumber, visit, { numberId: number.id });
    return done('verwijderd');
  }
  if (what === 'klopt') {
    await perform(confirmNumber, visit, { numberId: number.id });
    return done('bevestigd');
  }
  const typed = readTyped(visit.form);
  const understood = understand(typed, visit.t, false);
  if ('faults' in understood) return showNumber(visit, { number, holders, typed, faults: understood.faults });
  const { phone, ...details } = understood.number;
  const sealed = phone === null ? null : visit.services.sealer.seal(phone);
  await perform(changeNumber, visit, { numberId: number.id, sealed, ...details });
  return done('gewijzigd');
}

interface ShownNumber {
  number: SealedNumber;
  holders: readonly Holder[];
  typed: TypedNumber;
  faults: readonly FieldFault[];
}

function showNumber(visit: ActorVisit, { number, holders, typed, faults }: ShownNumber): PageContent {
  const t = visit.t.emergencyNumbers;
  const level = levelOf(visit);
  const action = numberAddress(level, number.id);
  const back = numbersAddress(level, number.institutionId);
  return {
    title: `${t.change}: ${number.label}`,
    levelId: level.id,
    tab: numbersPath(level),
    ...(faults.length > 0 && { status: 422 }),
    children: (
      <div class="prose">
        <BackLink t={visit.t.ui} label={t.name} href={back} />
        <PageHeading title={t.change} lead={number.label} />
        <ErrorSummary t={visit.t.ui} faults={faults} />
        <Section title={t.stillRight} id="klopt">
          <PostForm t={visit.t.ui} action={action}>
            <Button name="wat" value="klopt">
              {t.confirm}
            </Button>
          </PostForm>
        </Section>
        <Section title={t.change} id="wijzigen">
          <PostForm t={visit.t.ui} action={action} guarded>
            <NumberFields
              visit={visit}
              typed={typed}
              faults={faults}
              holders={holders}
              known={maskPhone(visit.services.sealer.open(number.sealed))}
            />
            <Buttons>
              <Button kind="main">{t.save}</Button>
              <ButtonLink kind="quiet" href={back}>
                {t.back}
              </ButtonLink>
            </Buttons>
          </PostForm>
        </Section>
        <Section title={t.removeTitle} id="verwijderen">
          <p>{t.removeHint}</p>
          <PostForm t={visit.t.ui} action={action}>
            <Button kind="danger" name="wat" value="verwijder">
              {t.remove}
            </Button>
          </PostForm>
        </Section>
      </div>
    ),
  };
}

function institutionOf(visit: ActorVisit): number {
  const id = institutionAsked(visit);
  if (id === null) throw new NotFound();
  return id;
}

function numberIdOf(visit: ActorVisit): string {
  const id = visit.params['id'] ?? '';
  if (!isId(id)) throw new NotFound();
  return id;
}
