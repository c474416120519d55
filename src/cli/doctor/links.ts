import { readAsSystem } from '#access/context.ts';
import { listKnownLinks, type Link } from '#apps/links/index.ts';
import { reasonOf, type Finding } from '#cli/doctor/finding.ts';
import type { Config } from '#platform/config.ts';
import { reachDatabase } from '#platform/databases.ts';
import { openDatabase } from '#platform/db.ts';

/** Where each linked application is, and as which client the identity provider knows it (OT-1). */
export async function checkLinks(config: Config): Promise<Finding[]> {
  try {
    const server = await reachDatabase(config);
    const database = openDatabase(server.appUrl, { poolSize: 1 });
    try {
      return (await readAsSystem(database, listKnownLinks)).map(findingOf);
    } finally {
      await database.close();
      await server.stop();
    }
  } catch (error) {
    return [{ ok: false, what: 'linked applications', mend: `They cannot be read (${reasonOf(error)}): run migrate.` }];
  }
}

function findingOf({ id, url, client }: Link): Finding {
  const parts = [
    url ?? 'shown to nobody, since it has no address',
    client ? `client ${client.id}, back to ${client.redirectUrls.join(' ')}` : 'no client',
    ...(client?.initiateLoginUrl ? ['begins a targeted sign-in'] : []),
  ];
  return { ok: true, what: `linked application ${id}: ${parts.join('; ')}` };
}
