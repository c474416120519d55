import { randomUUID } from 'node:crypto';
import { ask, perform } from '#access/use-case.ts';
import { seeOther, type ActorVisit, type FormVisit, type PageContent } from '#access/visit.ts';
import { addItem, cancelItem, changeItem } from '#apps/agenda/commands/keep-items.ts';
import type { AgendaItem } from '#apps/agenda/model.ts';
import { keepAddress, keptAddress } from '#apps/agenda/pages/address.ts';
import { itemIdOf } from '#apps/agenda/pages/item.tsx';
import { ItemFields } from '#apps/agenda/pages/item-fields.tsx';
import { nothingTyped, readTyped, typedOf, understand, type TypedItem } from '#apps/agenda/pages/typed-item.ts';
import { keptItem, keptServices } from '#apps/agenda/views.ts';
import { Button, ButtonLink, Buttons } from '#ui/components/button.tsx';
import { ErrorSummary, type FieldFault } from '#ui/components/error-summary.tsx';
import { PageHeading, Section } from '#ui/components/page.tsx';
import { PostForm } from '#ui/components/post-form.tsx';
import { BackLink } from '#ui/components/way-back.tsx';
import { isId } from '#platform/ids.ts';

interface Shown {
  typed: TypedItem;
  faults: readonly FieldFault[];
  key: string;
}

/** A new milestone or event. */
export const newPage = (visit: ActorVisit): Promise<PageContent> =>
  showNew(visit, { typed: nothingTyped, faults: [], key: randomUUID() });

/** Stores it once, however often the form is sent. */
export async function sendNew(visit: FormVisit): Promise<PageContent | Response> {
  const sent = String(visit.form.get('sleutel') ?? '');
  const key = isId(sent) ? sent : randomUUID();
  const typed = readTyped(visit.form);
  const understood = understand(typed, visit.t);
  if ('faults' in understood) return showNew(visit, { typed, faults: understood.faults, key });
  await perform(addItem, visit, { ...understood.input, key });
  return seeOther(`${keepAddress}?gedaan=toegevoegd`);
}

async function showNew(visit: ActorVisit, { typed, faults, key }: Shown): Promise<PageContent> {
  const t = visit.t.agenda.keep;
  const services = await ask(keptServices, visit, {});
  return {
    title: t.add,
    tab: keepAddress,
    ...(faults.length > 0 && { status: 422 }),
    children: (
      <div class="prose">
        <BackLink t={visit.t.ui} label={t.name} href={keepAddress} />
        <PageHeading title={t.add} />
        <ErrorSummary t={visit.t.ui} faults={faults} />
        <PostForm t={visit.t.ui} action={`${keepAddress}/nieuw`} guarded>
          <input type="hidden" name="sleutel" value={key} />
          <ItemFields visit={visit} typed={typed} faults={faults} services={services} />
          <Buttons>
            <Button kind="main">{t.save}</Button>
            <ButtonLink kind="quiet" href={keepAddress}>
              {t.back}
            </ButtonLink>
          </Buttons>
        </PostForm>
      </div>
    ),
  };
}

/** An item of the own service, to be changed or called off. */
export async function changePage(visit: ActorVisit): Promise<PageContent> {
  const item = await ask(keptItem, visit, { itemId: itemIdOf(visit) });
  return showChange(visit, item, { typed: typedOf(item), faults: [] });
}

export async function sendChange(visit: FormVisit): Promise<PageContent | Response> {
  const item = await ask(keptItem, { db: visit.tx, actor: visit.actor }, { itemId: itemIdOf(visit) });
  const what = visit.form.get('wat');
  if (what === 'afgelasten' || what === 'herstellen') {
    await perform(cancelItem, visit, { itemId: item.id, cancelled: what === 'afgelasten' });
    return seeOther(`${keepAddress}?gedaan=${what === 'afgelasten' ? 'afgelast' : 'hersteld'}`);
  }
  const typed = { ...readTyped(visit.form), service: String(item.organiserId) };
  const understood = understand(typed, visit.t);
  if ('faults' in understood) return showChange(visit, item, { typed, faults: understood.faults });
  const revision = Number(/^\d{1,6}$/.exec(String(visit.form.get('versie') ?? ''))?.[0] ?? -1);
  if (revision !== item.revision) return showChange(visit, item, { typed, faults: [changedMeanwhile(visit)] });
  const { organiserId: _, ...input } = understood.input;
  await perform(changeItem, visit, { ...input, itemId: item.id, revision });
  return seeOther(`${keepAddress}?gedaan=gewijzigd`);
}

const changedMeanwhile = (visit: ActorVisit): FieldFault => ({
  field: 'titel',
  message: visit.t.agenda.keep.errors.changedMeanwhile,
});

function showChange(visit: ActorVisit, item: AgendaItem, { typed, faults }: Omit<Shown, 'key'>): PageContent {
  const t = visit.t.agenda.keep;
  return {
    title: `${t.change}: ${item.title}`,
    tab: keepAddress,
    ...(faults.length > 0 && { status: 422 }),
    children: (
      <div class="prose">
        <BackLink t={visit.t.ui} label={t.name} href={keepAddress} />
        <PageHeading title={t.change} lead={item.title} />
        <ErrorSummary t={visit.t.ui} faults={faults} />
        <PostForm t={visit.t.ui} action={keptAddress(item.id)} guarded>
          <input type="hidden" name="versie" value={String(item.revision)} />
          <ItemFields visit={visit} typed={typed} faults={faults} services={[]} />
          <Buttons>
            <Button kind="main">{t.save}</Button>
            <ButtonLink kind="quiet" href={keepAddress}>
              {t.back}
            </ButtonLink>
          </Buttons>
        </PostForm>
        <Section title={item.cancelled ? t.restoreTitle : t.cancelTitle} id="afgelasten">
          <p>{item.cancelled ? t.restoreHint : t.cancelHint}</p>
          <PostForm t={visit.t.ui} action={keptAddress(item.id)}>
            <Button
              kind={item.cancelled ? 'plain' : 'danger'}
              name="wat"
              value={item.cancelled ? 'herstellen' : 'afgelasten'}
            >
              {item.cancelled ? t.restore : t.cancel}
            </Button>
          </PostForm>
        </Section>
      </div>
    ),
  };
}
