import { asSystem } from '#access/context.ts';
import { loadDemoDocuments } from '#demo/load-documents.ts';
import { loadDemoOrganisations } from '#demo/load-organisations.ts';
import { loadDemoPeople } from '#demo/load-people.ts';
import { brusselsToday } from '#platform/clock.ts';
import type { Sealer } from '#platform/crypto.ts';
import type { Database } from '#platform/db.ts';
import type { Installation } from '#platform/services.ts';

/** Organisations, people, rights and themes of the demo world, as of today; loading again adds only what is missing. */
export async function loadDemoDirectory(database: Database, sealer: Sealer): Promise<void> {
  const today = brusselsToday();
  await asSystem(database, async (tx) => {
    await loadDemoOrganisations(tx, today);
    await loadDemoPeople(tx, sealer, today);
  });
}

/** The whole demo world; answers with how many documents were new. */
export async function loadDemoWorld(
  installation: Pick<Installation, 'config' | 'database' | 'files' | 'extractor' | 'sealer'>,
): Promise<{ documents: number }> {
  await loadDemoDirectory(installation.database, installation.sealer);
  return { documents: await loadDemoDocuments(installation) };
}
