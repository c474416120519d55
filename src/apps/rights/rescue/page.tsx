import { NotFound } from '#access/refusals.ts';
import { ask } from '#access/use-case.ts';
import type { ActorVisit, PageContent } from '#access/visit.ts';
import { base, registerAddress, rescueAddress, tasksAddress, withQuery } from '#apps/rights/pages/addresses.ts';
import { wishAddress } from '#apps/rights/pages/give/wish.ts';
import { organisationLabel } from '#apps/rights/pages/words.ts';
import type { Rescue } from '#apps/rights/rescue/model.ts';
import { rescueTask } from '#apps/rights/rescue/queries.ts';
import { formatOrganisationCode, parseOrganisationCode } from '#directory/institution-number.ts';
import { ButtonLink, Buttons } from '#ui/components/button.tsx';
import { DataTable } from '#ui/components/data-table.tsx';
import { DescriptionList } from '#ui/components/description-list.tsx';
import { PageHeading, Section } from '#ui/components/page.tsx';
import { BackLink } from '#ui/components/way-back.tsx';
import { formatDate } from '#ui/format.ts';

/** Mijn taken: institutions for which the actor is asked to name somebody. */
export const RescueTasks = ({ visit, rescues }: { visit: ActorVisit; rescues: readonly Rescue[] }) => {
  const t = visit.t.rights.rescue;
  if (rescues.length === 0) return null;
  return (
    <Section title={t.title} id="zonder-beheerder">
      <DataTable
        caption={t.count(rescues.length)}
        captionHidden
        columns={[
          {
            label: t.institution,
            rowHeader: true,
            cell: (rescue) => <a href={rescueAddress(rescue.organisationId)}>{placeOf(rescue)}</a>,
          },
          { label: t.without, cell: (rescue) => formatDate(rescue.withoutFrom) },
          { label: t.working, cell: (rescue) => workingOn(visit, rescue) },
        ]}
        rows={rescues}
      />
    </Section>
  );
};

/** One institution without head local administrator: what is known, and the two ways to name somebody. */
export async function rescuePage(visit: ActorVisit): Promise<PageContent> {
  const organisationId = parseOrganisationCode(visit.params.nummer ?? '');
  if (organisationId === undefined) throw new NotFound();
  const rescue = await ask(rescueTask, visit, { organisationId });
  const t = visit.t.rights.rescue;
  const number = formatOrganisationCode(organisationId);
  return {
    title: t.one,
    tab: base,
    children: (
      <div class="prose">
        <BackLink t={visit.t.ui} label={visit.t.rights.tasks.title} href={tasksAddress} />
        <PageHeading title={t.one} lead={rescue.state === 'foreseen' ? t.foreseenLead : t.lead} />
        <DescriptionList facts={factsOf(visit, rescue)} />
        <Section title={t.name} id="aanduiden">
          <p>{t.nameHint}</p>
          <Buttons>
            <ButtonLink kind="main" href={wishAddress({ organisationId })}>
              {t.choose}
            </ButtonLink>
            <ButtonLink href={withQuery(registerAddress, { instelling: number })}>{t.register}</ButtonLink>
          </Buttons>
          <p class="hint">{t.closes}</p>
        </Section>
      </div>
    ),
  };
}

const placeOf = (rescue: Rescue): string =>
  organisationLabel({ id: rescue.organisationId, name: rescue.organisationName });

function factsOf(visit: ActorVisit, rescue: Rescue) {
  const t = visit.t.rights.rescue;
  return [
    { term: t.institution, value: placeOf(rescue) },
    { term: t.without, value: formatDate(rescue.withoutFrom) },
    { term: t.working, value: workingOn(visit, rescue) },
  ];
}

/** Who is asked to name somebody, and since when. */
function workingOn(visit: ActorVisit, rescue: Rescue): string {
  const t = visit.t.rights.rescue;
  const parts = [
    ...(rescue.state === 'foreseen' ? [t.institutionItself] : []),
    ...(rescue.boardName && rescue.boardAskedOn ? [t.board(rescue.boardName, formatDate(rescue.boardAskedOn))] : []),
    ...(rescue.helpdeskAskedOn ? [t.helpdesk(formatDate(rescue.helpdeskAskedOn))] : []),
  ];
  return parts.join('; ');
}
