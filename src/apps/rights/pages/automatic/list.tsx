import { NotFound } from '#access/refusals.ts';
import { ask } from '#access/use-case.ts';
import type { ActorVisit, PageContent } from '#access/visit.ts';
import type { SwitchedOff } from '#apps/rights/automatic/model.ts';
import { switchingGrant } from '#apps/rights/automatic/policy.ts';
import { automaticRights, giversOf } from '#apps/rights/automatic/queries.ts';
import type { Entitlement } from '#apps/rights/model.ts';
import { automaticAddress, base, institutionAddress } from '#apps/rights/pages/addresses.ts';
import { organisationLabel } from '#apps/rights/pages/words.ts';
import { parseOrganisationCode } from '#directory/institution-number.ts';
import { DataTable } from '#ui/components/data-table.tsx';
import { Notice } from '#ui/components/notice.tsx';
import { PageHeading, Section } from '#ui/components/page.tsx';
import { BackLink } from '#ui/components/way-back.tsx';
import { formatDate } from '#ui/format.ts';

/** What heads of an institution get by themselves, which of it is switched off, and what was before (R16). */
export async function automaticPage(visit: ActorVisit): Promise<PageContent> {
  const t = visit.t.rights.automatic;
  const { organisation, entitlements, delegations, switches } = await ask(automaticRights, visit, {
    organisationId: institutionOf(visit),
  });
  const nameOf = (id: string) => entitlements.find((entitlement) => entitlement.id === id)?.name ?? id;
  const offOf = ({ id }: Entitlement) => switches.find((one) => one.entitlementId === id && one.endedOn === null);
  const earlier = switches.filter(({ endedOn }) => endedOn !== null);
  const isMine = (entitlement: Entitlement): boolean =>
    switchingGrant(visit.actor, { entitlementId: entitlement.id, organisationId: organisation.id }, delegations) !==
    undefined;
  const names = await rightNames(visit);
  const whoCan = (entitlement: Entitlement): string =>
    t.whoCan(
      giversOf(delegations, entitlement.id)
        .map((id) => names.get(id) ?? id)
        .join(', '),
    );
  return {
    title: t.title,
    tab: base,
    children: (
      <>
        <BackLink t={visit.t.ui} label={organisationLabel(organisation)} href={institutionAddress(organisation.id)} />
        <Done visit={visit} />
        <PageHeading title={`${t.title}: ${organisationLabel(organisation)}`} lead={t.lead} />
        <DataTable
          caption={t.title}
          captionHidden
          columns={[
            { label: t.right, rowHeader: true, cell: ({ name }: Entitlement) => name },
            { label: t.state, cell: (entitlement) => stateOf(visit, offOf(entitlement)) },
            {
              label: visit.t.rights.people.actions,
              cell: (entitlement) =>
                isMine(entitlement) ? (
                  <a href={automaticAddress(organisation.id, entitlement.id)}>
                    {offOf(entitlement) ? t.goOn : t.goOff}
                    <span class="hidden-text">{t.of(entitlement.name)}</span>
                  </a>
                ) : (
                  whoCan(entitlement)
                ),
            },
          ]}
          rows={entitlements}
        />
        {earlier.length > 0 && (
          <Section title={t.earlier} id="eerder">
            <DataTable
              caption={t.earlier}
              captionHidden
              columns={[
                { label: t.right, rowHeader: true, cell: (one: SwitchedOff) => nameOf(one.entitlementId) },
                { label: t.offOn, cell: (one) => t.told(formatDate(one.since), one.by ?? t.somebody, one.reason) },
                {
                  label: t.onAgain,
                  cell: (one) =>
                    one.endedOn && t.told(formatDate(one.endedOn), one.endedBy ?? t.somebody, one.endedReason ?? ''),
                },
              ]}
              rows={earlier}
            />
          </Section>
        )}
      </>
    ),
  };
}

export function stateOf(visit: ActorVisit, off: SwitchedOff | undefined): string {
  const t = visit.t.rights.automatic;
  return off ? t.isOff(formatDate(off.since), off.by ?? t.somebody, off.reason) : t.isOn;
}

export function institutionOf(visit: ActorVisit): number {
  const id = parseOrganisationCode(visit.params.nummer ?? '');
  if (id === undefined) throw new NotFound();
  return id;
}

async function rightNames(visit: ActorVisit): Promise<Map<string, string>> {
  const rows = await visit.db.selectFrom('entitlements').select(['id', 'name']).execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}

const Done = ({ visit }: { visit: ActorVisit }) => {
  const t = visit.t.rights.automatic;
  const done = visit.url.searchParams.get('gedaan');
  const text = { uit: t.off.done, aan: t.on.done, 'al-gebeurd': visit.t.rights.done.already }[done ?? ''];
  if (text === undefined && done !== 'al-zo') return null;
  return (
    <Notice t={visit.t.ui} kind={text === undefined ? 'info' : 'success'} live>
      {text ?? t.already}
    </Notice>
  );
};
