import { readFileSync, writeFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbeddedServer } from '#platform/database-server.ts';
import { checkGenerated } from './generate/check.ts';
import { generate } from './generate/generate.ts';
import { measure } from './measure/measure.ts';
import { readOptions, type Options } from './options.ts';
import { renderReport } from './report/render.ts';
import type { BenchResult } from './report/result.ts';

const results = join(import.meta.dirname, 'results');
const latest = join(results, 'latest.json');
const page = join(import.meta.dirname, '..', 'docs', 'performance.md');

/** `npm run bench`: makes a whole Flanders, checks it, measures the website on it and writes docs/performance.md. */
async function main(options: Options): Promise<void> {
  if (options.only.includes('generate')) await generate(options);
  if (options.only.includes('check')) await check(options);
  if (options.only.includes('load')) save(await measure(options), options);
  // A trial on part of a Flanders says nothing about the bars.
  if (options.only.includes('report')) {
    const result = JSON.parse(readFileSync(latest, 'utf8')) as BenchResult;
    if (result.dataset.scale === 1) writeFileSync(page, renderReport(result));
    else process.stdout.write(renderReport(result));
  }
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

function save(result: BenchResult, { match }: Options): void {
  mkdirSync(results, { recursive: true });
  const text = `${JSON.stringify(result, null, 2)}\n`;
  writeFileSync(latest, text);
  if (result.dataset.scale === 1 && match === '')
    writeFileSync(join(results, `${result.measuredAt.slice(0, 10)}.json`), text);
}

await main(readOptions(process.argv.slice(2)));
