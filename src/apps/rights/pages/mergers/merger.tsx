import { NotFound } from '#access/refusals.ts';
import { ask, perform } from '#access/use-case.ts';
import { seeOther, type ActorVisit, type FormVisit, type PageContent } from '#access/visit.ts';
import { rehearsalDay, rehearsing } from '#apps/library/index.ts';
import {
  mergerOf,
  migrateRights,
  previewMigration,
  type MergerState,
  type MigrationOutcome,
} from '#apps/rights/mergers/migrate.ts';
import { keyOf } from '#apps/rights/mergers/model.ts';
import { mergerAddress } from '#apps/rights/pages/addresses.ts';
import { sentKey } from '#apps/rights/pages/chosen/sent.ts';
import { textsOf } from '#apps/rights/pages/give/wish.ts';
import { announcedPage } from '#apps/rights/pages/mergers/announced.tsx';
import { decidedPage } from '#apps/rights/pages/mergers/decided.tsx';
import { previewPage } from '#apps/rights/pages/mergers/preview.tsx';
import { proposalPage } from '#apps/rights/pages/mergers/proposal.tsx';
import { parseOrganisationCode } from '#directory/institution-number.ts';
import { newId } from '#platform/ids.ts';

/** One merger: the proposal, or what was decided about it. */
export async function mergerPage(visit: ActorVisit): Promise<PageContent> {
  const state = await ask(mergerOf, visit, { organisationId: numberOf(visit) });
  if (state.kind === 'open') return proposalPage(visit, state.proposal);
  return state.kind === 'announced' ? announcedPage(visit, state.merger) : decidedPage(visit, state);
}

/** Shows what would happen, then does it once; nothing changes before the second button. */
export async function sendMerger(visit: FormVisit): Promise<PageContent | Response> {
  const organisationId = numberOf(visit);
  const form = textsOf(visit.form);
  const chosen = [...form].flatMap(([name, value]) => (name === 'mee' || name.startsWith('mee-') ? [value] : []));
  const step = form.get('stap');
  if (step === 'bevestigen') return confirm(visit, { organisationId, chosen, seen: form.get('gezien') ?? '' });
  if (step === 'wijzig') return choose(visit, { organisationId, chosen });
  if (step === 'niets') return choose(visit, { organisationId, chosen: [] });
  if (step === 'alles')
    return preview(visit, { organisationId, chosen: await everything(visit, organisationId) }, undefined);
  return preview(visit, { organisationId, chosen }, undefined);
}

interface Asked {
  organisationId: number;
  chosen: string[];
}

/** Whatever can go along. */
async function everything(visit: FormVisit, organisationId: number): Promise<string[]> {
  const state = await ask(mergerOf, visit, { organisationId });
  const rows = state.kind === 'open' ? state.proposal.rows : [];
  return rows.flatMap(({ row, fate }) => (fate.fate === 'moves' ? [keyOf(row)] : []));
}

/** The proposal with what was ticked so far. */
async function choose(
  visit: FormVisit,
  { organisationId, chosen }: Asked,
  fault?: string,
): Promise<PageContent | Response> {
  const whole = await ask(mergerOf, visit, { organisationId });
  if (whole.kind !== 'open') return instead(organisationId, whole);
  return proposalPage(visit, whole.proposal, { chosen: new Set(chosen), fault });
}

async function confirm(visit: FormVisit, asked: Asked & { seen: string }): Promise<PageContent | Response> {
  const outcome = await perform(migrateRights, visit, { ...asked, key: sentKey(visit) });
  if (outcome.kind === 'migrated' || outcome.kind === 'again')
    return seeOther(mergerAddress(asked.organisationId, { gedaan: 'nu' }));
  if (outcome.kind === 'decided') return seeOther(mergerAddress(asked.organisationId, { gedaan: 'eerder' }));
  return preview(visit, asked, outcome.kind);
}

async function preview(
  visit: FormVisit,
  asked: Asked,
  hindered: MigrationOutcome['kind'] | undefined,
): Promise<PageContent | Response> {
  const state = await ask(previewMigration, visit, asked);
  if (state.kind !== 'open') return instead(asked.organisationId, state);
  const { rows, fingerprint, begun, possible } = state.proposal;
  const going = rows.filter(({ fate }) => fate.fate === 'moves').map(({ row }) => row.personId);
  if (possible && going.length === 0) return choose(visit, asked, visit.t.rights.mergers.nothing);
  const change = () => perform(migrateRights, visit, { ...asked, seen: fingerprint, key: newId() });
  const day = rehearsalDay(visit, visit.actor.today);
  const rehearsed = begun && going.length > 0 ? await rehearsing(visit, day, going, change) : undefined;
  const { proposal } = state;
  return previewPage(visit, { proposal, chosen: asked.chosen, part: rehearsed?.part, changed: hindered === 'changed' });
}

/** There is nothing to choose any more, or not yet. */
const instead = (organisationId: number, { kind }: MergerState): Response =>
  seeOther(mergerAddress(organisationId, kind === 'decided' ? { gedaan: 'eerder' } : {}));

function numberOf(visit: ActorVisit): number {
  const number = parseOrganisationCode(visit.params.nummer ?? '');
  if (number === undefined) throw new NotFound();
  return number;
}
