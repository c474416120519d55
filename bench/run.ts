import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbeddedServer } from '#platform/database-server.ts';
import { measureDelivery } from './deliver.ts';
import { fillApplications } from './generate/applications.ts';
import { measureDigests } from './digest.ts';
import { checkGenerated } from './generate/check.ts';
import { generate } from './generate/generate.ts';
import { measure } from './measure/measure.ts';
import { readOptions, type Options } from './options.ts';
import { renderReport } from './report/render.ts';
import type { BenchResult, DeliveryResult, DigestResult } from './report/result.ts';

const results = join(import.meta.dirname, 'results');
const latest = join(results, 'latest.json');
const deliveries = join(results, 'delivery.json');
const digests = join(results, 'digest.json');
const page = join(import.meta.dirname, '..', 'docs', 'performance.md');

/** `npm run bench`: makes a whole Flanders, checks it, measures the website on it and writes docs/performance.md. */
async function main(options: Options): Promise<void> {
  if (options.only.includes('generate')) await generate(options);
  if (options.only.includes('applications')) await fillApplications(options);
  if (options.only.includes('check')) await check(options);
  if (options.only.includes('load')) save(await measure(options), options);
  if (options.only.includes('deliver')) await deliver(options);
  if (options.only.includes('digest')) await digest(options);
  if (options.only.includes('report')) report(options);
}

async function check({ dataDir }: Options): Promise<void> {
  const server = await startEmbeddedServer({ dataDir });
  const client = new pg.Client({ connectionString: server.ownerUrl });
  try {
    await client.connect();
    await checkGenerated(client);
  } finally {
    await client.end();
    await server.stop();
  }
}

/** Ten thousand files by the command: its figures stand beside those of the pages, since they need no Flanders. */
async function deliver({ documents }: Options): Promise<void> {
  const [first, again] = await measureDelivery(documents);
  writeFileSync(deliveries, `${JSON.stringify({ measuredAt: new Date().toISOString(), first, again }, null, 2)}\n`);
}

/** Digests for everybody over the documents of one day, handed to a mail server on this machine. */
async function digest({ people }: Options): Promise<void> {
  const measured = { measuredAt: new Date().toISOString(), ...(await measureDigests(people)) };
  process.stdout.write(`${JSON.stringify(measured)}\n`);
  if (people >= 100_000) writeFileSync(digests, `${JSON.stringify(measured, null, 2)}\n`);
}

/** A trial on part of a Flanders or of the scenarios says nothing about the bars: it stays beside its data. */
function save(result: BenchResult, options: Options): void {
  const text = `${JSON.stringify(result, null, 2)}\n`;
  const isWhole = result.dataset.scale === 1 && options.match === '';
  writeFileSync(isWhole ? latest : trialOf(options), text);
  if (!isWhole) return;
  writeFileSync(join(results, `${result.measuredAt.slice(0, 10)}.json`), text);
  rmSync(trialOf(options), { force: true });
}

function report(options: Options): void {
  const trial = trialOf(options);
  const result = JSON.parse(readFileSync(existsSync(trial) ? trial : latest, 'utf8')) as BenchResult;
  const delivery = existsSync(deliveries) ? (JSON.parse(readFileSync(deliveries, 'utf8')) as DeliveryResult) : null;
  const digest = existsSync(digests) ? (JSON.parse(readFileSync(digests, 'utf8')) as DigestResult) : null;
  if (existsSync(trial)) process.stdout.write(renderReport(result, delivery, digest));
  else writeFileSync(page, renderReport(result, delivery, digest));
}

const trialOf = ({ dataDir }: Options): string => join(dataDir, 'trial.json');

await main(readOptions(process.argv.slice(2)));
