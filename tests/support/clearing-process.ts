import { readAsSystem } from '#access/context.ts';
import { openDatabase } from '#platform/db.ts';
import { clearOrphans } from '#platform/files/clear-orphans.ts';
import { diskFileStore } from '#platform/files/disk.ts';
import { findPointedTo } from '#platform/files/pointers.ts';

// Clears files over and over until it is killed; says that it began.
const [appUrl = '', folder = '', quietMs = ''] = process.argv.slice(2);
const database = openDatabase(appUrl, { poolSize: 2 });
const files = await diskFileStore(folder);
const pointedTo = (hashes: readonly string[]) => readAsSystem(database, (db) => findPointedTo(db, hashes));
process.stdout.write('begun\n');
for (;;) await clearOrphans({ files, pointedTo, quietMs: Number(quietMs) });
