import { ask } from '#access/use-case.ts';
import type { ActorVisit, PageContent } from '#access/visit.ts';
import type { AgendaItem } from '#apps/agenda/model.ts';
import { itemAddress, keepAddress, keptAddress } from '#apps/agenda/pages/address.ts';
import { Cancelled } from '#apps/agenda/pages/entries.tsx';
import { audienceOf, timeOf } from '#apps/agenda/pages/words.ts';
import { keptItems } from '#apps/agenda/views.ts';
import { ButtonLink, Buttons } from '#ui/components/button.tsx';
import { DataTable, type Column } from '#ui/components/data-table.tsx';
import { EmptyState } from '#ui/components/empty-state.tsx';
import { Notice } from '#ui/components/notice.tsx';
import { PageHeading } from '#ui/components/page.tsx';
import { Pager } from '#ui/components/pager.tsx';
import { formatDate } from '#ui/format.ts';

const perPage = 50;

/** Agendabeheer: what the services of the actor entered, and the way to enter more. */
export async function keptPage(visit: ActorVisit): Promise<PageContent> {
  const { searchParams } = visit.url;
  const past = searchParams.has('voorbij');
  const skip = Number(/^\d{1,4}$/.exec(searchParams.get('vanaf') ?? '')?.[0] ?? 0);
  const found = await ask(keptItems, visit, { past, skip });
  const t = visit.t.agenda.keep;
  const addressAt = (from: number): string => `${keepAddress}?${past ? 'voorbij=1&' : ''}vanaf=${from}`;
  return {
    title: t.name,
    tab: keepAddress,
    children: (
      <>
        <PageHeading
          title={t.name}
          lead={t.lead(found.services.map((service) => service.name).join(', '))}
          action={
            <ButtonLink kind="main" href={`${keepAddress}/nieuw`}>
              {t.add}
            </ButtonLink>
          }
        />
        <Done visit={visit} />
        {found.items.length === 0 ? (
          <EmptyState title={past ? t.nonePast : t.none} suggestions={[t.noneHint]} />
        ) : (
          <DataTable caption={past ? t.captionPast : t.caption} columns={columnsOf(visit)} rows={found.items} />
        )}
        <Pager
          t={visit.t.ui}
          previousHref={skip > 0 ? addressAt(Math.max(0, skip - perPage)) : undefined}
          nextHref={found.more ? addressAt(skip + perPage) : undefined}
        />
        <Buttons>
          <ButtonLink kind="quiet" href={past ? keepAddress : `${keepAddress}?voorbij=1`}>
            {past ? t.showComing : t.showPast}
          </ButtonLink>
        </Buttons>
      </>
    ),
  };
}

const Done = ({ visit }: { visit: ActorVisit }) => {
  const t = visit.t.agenda.keep.done;
  const done = visit.url.searchParams.get('gedaan');
  if (done !== 'toegevoegd' && done !== 'gewijzigd' && done !== 'afgelast' && done !== 'hersteld') return null;
  return (
    <Notice t={visit.t.ui} kind="success" live>
      {t[done]}
    </Notice>
  );
};

function columnsOf(visit: ActorVisit): Column<AgendaItem>[] {
  const t = visit.t.agenda;
  return [
    { label: t.facts.day, cell: (item) => formatDate(item.begins) },
    { label: t.facts.time, cell: (item) => timeOf(item, visit.t) },
    {
      label: t.keep.what,
      rowHeader: true,
      cell: (item) => (
        <>
          <a href={itemAddress(item.id)}>{item.title}</a> {item.cancelled && <Cancelled visit={visit} />}
        </>
      ),
    },
    { label: t.facts.audience, cell: (item) => audienceOf(item, visit.t, visit.lang) },
    {
      label: t.keep.actions,
      cell: (item) => (
        <a href={keptAddress(item.id)}>
          {t.keep.change}
          <span class="hidden-text">: {item.title}</span>
        </a>
      ),
    },
  ];
}
