import { NotFound } from '#access/refusals.ts';
import { ask } from '#access/use-case.ts';
import type { ActorVisit, PageContent } from '#access/visit.ts';
import type { AgendaItem } from '#apps/agenda/model.ts';
import { base, keptAddress } from '#apps/agenda/pages/address.ts';
import { audienceOf, dayTitle, timeOf } from '#apps/agenda/pages/words.ts';
import { agendaItem, servicesOf } from '#apps/agenda/views.ts';
import { isId } from '#platform/ids.ts';
import { ButtonLink, Buttons } from '#ui/components/button.tsx';
import { DescriptionList } from '#ui/components/description-list.tsx';
import { Notice } from '#ui/components/notice.tsx';
import { PageHeading } from '#ui/components/page.tsx';
import { BackLink } from '#ui/components/way-back.tsx';

/** One milestone or event, at an address that stays the same. */
export async function itemPage(visit: ActorVisit): Promise<PageContent> {
  const item = await ask(agendaItem, visit, { itemId: itemIdOf(visit) });
  const t = visit.t.agenda;
  return {
    title: item.title,
    tab: base,
    children: (
      <div class="prose stack">
        <BackLink t={visit.t.ui} label={t.name} href={base} />
        <PageHeading title={item.title} lead={t.kinds[item.kind]} />
        {item.cancelled && (
          <Notice t={visit.t.ui} kind="warning" title={t.cancelled}>
            {t.cancelledHint}
          </Notice>
        )}
        <DescriptionList facts={factsOf(visit, item)} />
        {item.description !== '' && <p class="lines">{item.description}</p>}
        {servicesOf(visit.actor).includes(item.organiserId) && (
          <Buttons>
            <ButtonLink href={keptAddress(item.id)}>{t.keep.change}</ButtonLink>
          </Buttons>
        )}
      </div>
    ),
  };
}

function factsOf(visit: ActorVisit, item: AgendaItem) {
  const t = visit.t.agenda.facts;
  const optional = [
    ...(item.place === '' ? [] : [{ term: t.place, value: item.place }]),
    ...(item.link === ''
      ? []
      : [
          {
            term: t.link,
            value: (
              <a href={item.link} rel="external noreferrer">
                {item.link}
              </a>
            ),
          },
        ]),
  ];
  return [
    { term: t.day, value: `${dayTitle(item.begins, visit.lang)} ${item.begins.slice(0, 4)}` },
    ...(timeOf(item, visit.t) === '' ? [] : [{ term: t.time, value: timeOf(item, visit.t) }]),
    ...optional,
    { term: t.audience, value: audienceOf(item, visit.t, visit.lang) },
    { term: t.organiser, value: item.organiser },
  ];
}

export function itemIdOf(visit: ActorVisit): string {
  const id = visit.params['id'] ?? '';
  if (!isId(id)) throw new NotFound();
  return id;
}
