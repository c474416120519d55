import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startEmbeddedServer } from '#platform/database-server.ts';
import { openDatabase } from '#platform/db.ts';
import { generatedFile, type Generated } from './generate/generate.ts';
import { startLoadProcess } from './measure/load-process.ts';
import { mixedRequests, signInCrowd } from './measure/mixed.ts';
import { startWebsite } from './measure/website.ts';
import { readOptions } from './options.ts';
import { say } from './progress.ts';

const sliceSeconds = 60;
/** Well under what two cores can do, so that only leaks and faults show. */
const requestsPerSecond = 40;
/** Memory may differ by this factor between an early slice and the last, open files by this number. */
const memoryFactor = 1.5;
const filesMore = 40;

interface Slice {
  errors: number;
  megabytes: number;
  files: number;
}

/**
 * `npm run soak -- --kills 200 --minutes 60`: kills first, then hours of ordinary use on a generated Flanders; ends with 1 when
 * something is lost, grows or fails. Without a Flanders: `--minutes 0`.
 */
async function main(minutes: number): Promise<void> {
  const options = readOptions([]);
  const generated = JSON.parse(readFileSync(generatedFile(options.dataDir), 'utf8')) as Generated;
  const server = await startEmbeddedServer({ dataDir: options.dataDir });
  const database = openDatabase(server.appUrl);
  const load = startLoadProcess();
  const slices: Slice[] = [];
  try {
    const website = await startWebsite(options);
    const { origin, pid } = website;
    const visitors = await signInCrowd(database, generated, origin);
    for (let minute = 0; minute < minutes; minute += 1) {
      const requests = mixedRequests(visitors, generated.words, sliceSeconds * requestsPerSecond);
      const { errors, p95 } = await load.run({
        origin,
        requests,
        rate: requestsPerSecond,
        seconds: sliceSeconds,
        warmUp: 0,
      });
      const slice = { errors, megabytes: website.megabytes(), files: readdirSync(`/proc/${pid}/fd`).length };
      slices.push(slice);
      say(`minute ${minute + 1}: ${errors} errors, p95 ${p95} ms, ${slice.megabytes} MB, ${slice.files} open files`);
    }
    await website.stop();
  } finally {
    load.stop();
    await database.close();
    await server.stop();
  }
  const faults = whatGrew(slices);
  say(faults.length === 0 ? `Nothing grew in ${minutes} minutes` : faults.join('\n'));
  if (faults.length > 0) process.exitCode = 1;
}

function whatGrew(slices: readonly Slice[]): string[] {
  const early = slices[Math.min(2, slices.length - 1)];
  const last = slices.at(-1);
  if (!early || !last) return ['Nothing was measured'];
  const errors = slices.reduce((sum, slice) => sum + slice.errors, 0);
  return [
    ...(errors > 0 ? [`${errors} requests failed`] : []),
    ...(last.megabytes > early.megabytes * memoryFactor
      ? [`memory grew from ${early.megabytes} to ${last.megabytes} MB`]
      : []),
    ...(last.files > early.files + filesMore ? [`open files grew from ${early.files} to ${last.files}`] : []),
  ];
}

/** Kills application and database so often while people send: nothing acknowledged may be lost, halved or doubled. */
function killOften(kills: string): void {
  const { status } = spawnSync(process.execPath, [vitest, 'run', 'crash.test.ts', 'clear-orphans.test.ts'], {
    env: { ...process.env, CRASH_KILLS: kills },
    stdio: 'inherit',
  });
  if (status !== 0) process.exitCode = 1;
}

const vitest = join(import.meta.dirname, '..', 'node_modules', 'vitest', 'vitest.mjs');
const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '30' }, kills: { type: 'string', default: '200' } },
});
if (Number(values.kills) > 0) killOften(values.kills);
if (Number(values.minutes) > 0) await main(Number(values.minutes));
