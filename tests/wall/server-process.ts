import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { openDatabase } from '#platform/db.ts';
import { configureLog } from '#platform/log.ts';
import { httpServer } from '#web/listen.ts';
import { buildSite } from '#tests/wall/build-site.ts';
import { fakeIdentityProvider } from '#tests/wall/fake-identity-provider.ts';

// A server process of its own, on the database that its arguments name. Says its port and stops when its input ends.
const [appUrl = '', dataDir = ''] = process.argv.slice(2);
configureLog({ level: 'error' });
const database = openDatabase(appUrl, { poolSize: 8 });
const site = await buildSite({ database, appUrl, dataDir, provider: fakeIdentityProvider() });
const server = httpServer(site.app, null);
server.listen(0, '127.0.0.1');
await once(server, 'listening');
process.stdout.write(`${(server.address() as AddressInfo).port}\n`);
process.stdin.resume();
await once(process.stdin, 'end');
server.closeAllConnections();
server.close();
await site.close();
await database.close();
