import { asSystem } from '#access/context.ts';
import { followMergers, followRescues } from '#apps/rights/index.ts';
import { loadDemoAgenda } from '#demo/load-agenda.ts';
import { loadDemoContacts } from '#demo/load-contacts.ts';
import { loadDemoEmergencyNumbers } from '#demo/load-emergency-numbers.ts';
import { loadDemoLinks } from '#demo/load-links.ts';
import { hasDemoDocuments, loadDemoDocuments } from '#demo/load-documents.ts';
import { loadDemoPrograms } from '#demo/load-programs.ts';
import { loadDemoOrganisations } from '#demo/load-organisations.ts';
import { loadDemoPeople } from '#demo/load-people.ts';
import { loadDemoQuestions } from '#demo/load-questions.ts';
import { loadDemoShares } from '#demo/load-shares.ts';
import { loadDemoSubmissions } from '#demo/load-submissions.ts';
import { brusselsToday } from '#platform/clock.ts';
import type { Sealer } from '#platform/crypto.ts';
import type { Database } from '#platform/db.ts';
import { log } from '#platform/log.ts';
import type { Installation } from '#platform/services.ts';

/** Organisations, people, rights and themes of the demo world, as of today; loading again adds only what is missing. */
export async function loadDemoDirectory(database: Database, sealer: Sealer): Promise<void> {
  const today = brusselsToday();
  await asSystem(database, async (tx) => {
    await loadDemoOrganisations(tx, today);
    await loadDemoPeople(tx, sealer, today);
    await loadDemoAgenda(tx, today);
    await loadDemoContacts(tx);
    await loadDemoEmergencyNumbers(tx, sealer, today);
    await loadDemoLinks(tx);
    await loadDemoPrograms(tx);
    await followRescues(tx);
    await followMergers(tx);
  });
}

/** The whole demo world; answers with how many documents were new. */
export async function loadDemoWorld(
  installation: Pick<Installation, 'config' | 'database' | 'files' | 'extractor' | 'sealer'>,
): Promise<{ documents: number }> {
  await loadDemoDirectory(installation.database, installation.sealer);
  await loadDemoSubmissions(installation);
  const documents = await loadDemoDocuments(installation);
  await loadDemoTalk(installation.database);
  return { documents };
}

/**
 * The demo world at start. The documents take their time once: the first start waits for them and says so, a later one
 * brings in what is missing while people work already.
 */
export async function prepareDemo(installation: Installation): Promise<void> {
  await loadDemoDirectory(installation.database, installation.sealer);
  await loadDemoSubmissions(installation);
  if (await hasDemoDocuments(installation.database)) {
    loadDemoDocuments(installation)
      .then(() => loadDemoTalk(installation.database))
      .catch((error: unknown) => log.error('demo-documents-failed', { error }));
    return;
  }
  process.stdout.write('Demo-documenten laden, enkel deze eerste keer…\n');
  await loadDemoDocuments(installation);
  await loadDemoTalk(installation.database);
}

/** What people did with documents. */
async function loadDemoTalk(database: Database): Promise<void> {
  await loadDemoQuestions(database);
  await loadDemoShares(database);
}
