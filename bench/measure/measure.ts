import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startEmbeddedServer, type EmbeddedServer } from '#platform/database-server.ts';
import { openDatabase, type Database } from '#platform/db.ts';
import { generatedFile, type Generated } from '../generate/generate.ts';
import type { Worker } from '../generate/parts/part.ts';
import type { Persona } from '../generate/people.ts';
import type { Options } from '../options.ts';
import { say } from '../progress.ts';
import { revision, thisMachine } from '../report/machine.ts';
import type { BenchResult, Measured } from '../report/result.ts';
import { applicationScenarios } from './application-scenarios.ts';
import { connectAsApplication, explain, measureFloor } from './floor.ts';
import { startLoadProcess, type LoadProcess } from './load-process.ts';
import { mixedRequests, signInCrowd } from './mixed.ts';
import { processorMeter, serverPidOf, type ProcessorTime } from './processor.ts';
import { measureList, type ListResult } from './lists.ts';
import type { PersonaName, Scenario } from './request.ts';
import { rightsScenarios } from './rights-scenarios.ts';
import { scenariosOf } from './scenarios.ts';
import { eraseTraces } from './traces.ts';
import { signIn } from './sessions.ts';
import { captureStatements } from './statements.ts';
import { startWebsite, type Website } from './website.ts';
import { weigh, weighAssets } from './weight.ts';

const mixedRate = 300;
const mixedSeconds = 20;
const capacityClients = 16;
export const explainFolder = join(import.meta.dirname, '..', 'results', 'explain');

/** Measures the built website on a generated Flanders, then the same statements without the website. */
export async function measure(options: Options): Promise<BenchResult> {
  const machine = thisMachine();
  const generated = JSON.parse(readFileSync(generatedFile(options.dataDir), 'utf8')) as Generated;
  const server = await startEmbeddedServer({ dataDir: options.dataDir });
  const database = openDatabase(server.appUrl);
  const traceless = () => eraseTraces(server.ownerUrl, tracesOf(generated));
  try {
    await traceless();
    const website = await startWebsite(options);
    const client = await connectAsApplication(server.appUrl);
    const meter = processorMeter(website.pid, await serverPidOf(client));
    await client.end();
    const run: Run = { options, generated, database, website, meter, load: startLoadProcess() };
    const scenarios = await allScenarios(run);
    const measured = await measureAll(run, scenarios);
    const assets = await weighAssets(website.origin, await signIn(database, generated.personas.secretary));
    await traceless();
    const list = await measureListOf(run);
    await traceless();
    const { capacity, mixed } = options.match === '' ? await measureMixed(run) : { capacity: null, mixed: null };
    run.load.stop();
    await website.stop();
    const withFloors = await addFloors(options, server, scenarios, measured);
    return {
      measuredAt: new Date().toISOString(),
      revision: revision(),
      machine,
      dataset: datasetOf(generated),
      scenarios: withFloors,
      list,
      capacity,
      mixed,
      assets,
    };
  } finally {
    await database.close();
    await server.stop();
  }
}

interface Run {
  options: Options;
  generated: Generated;
  database: Database;
  website: Website;
  meter: () => ProcessorTime | null;
  load: LoadProcess;
}

async function allScenarios({ options, generated, database, website }: Run): Promise<Scenario[]> {
  const all: Scenario[] = [];
  const { origin } = website;
  for (const [persona, person] of Object.entries(generated.personas) as [PersonaName, Persona][]) {
    const looker = { origin, persona, cookie: await signIn(database, person) };
    all.push(...(await scenariosOf({ ...looker, words: generated.words })));
    if (generated.workers) all.push(...(await applicationScenarios(looker)));
  }
  const others = await Promise.all(generated.crowd.boards.map((person) => signIn(database, person)));
  for (const [persona, person] of Object.entries(generated.workers ?? {}) as [Worker, Persona][]) {
    const looker = { origin, persona, cookie: await signIn(database, person) };
    all.push(...(await applicationScenarios(looker)));
    if (persona === 'administrator') all.push(...(await rightsScenarios(looker, database, others)));
  }
  return all.filter((scenario) => `${scenario.persona} ${scenario.name}`.includes(options.match));
}

async function measureAll({ options, website, meter, load }: Run, scenarios: readonly Scenario[]): Promise<Measured[]> {
  const measured: Measured[] = [];
  // Every page once before anything is measured: the website compiles what it runs often, the database reads its pages.
  const everything = scenarios.flatMap((scenario) => (scenario.changes ? [] : scenario.requests.slice(0, 8)));
  if (everything.length > 0)
    await load.run({
      origin: website.origin,
      requests: everything,
      clients: 2,
      seconds: options.seconds * 5,
      warmUp: everything.length,
    });
  for (const scenario of scenarios) {
    const { origin } = website;
    const { requests, name, persona, bar } = scenario;
    const half = Math.ceil(requests.length / 2);
    const [one, other] = scenario.changes ? [requests.slice(0, half), requests.slice(half)] : [requests, requests];
    const warmUp = Math.min(one.length * 3, 20);
    const before = meter();
    const alone = await load.run({ origin, requests: one, clients: 1, seconds: options.seconds, warmUp });
    const processor = perRequest(before, meter(), alone.requests + warmUp);
    const eight = await load.run({ origin, requests: other, clients: 8, seconds: options.seconds / 2, warmUp: 0 });
    measured.push({ name, persona, bar, alone, eight, processor, weight: await weigh(origin, scenario), floor: null });
    const verdict = bar === null ? '' : alone.p95 <= bar ? `met (${bar})` : `MISSED (${bar})`;
    say(
      `  ${persona.padEnd(13)} ${name.padEnd(42)} p50 ${alone.p50}  p95 ${alone.p95}  max ${alone.max}  · 8: p95 ${eight.p95}, ${eight.perSecond}/s · cpu ${processor?.website} + ${processor?.database} ${verdict}`,
    );
    if (alone.errors + eight.errors > 0) say(`    errors: ${JSON.stringify([alone.statuses, eight.statuses])}`);
  }
  return measured;
}

/** Who leaves traces that are taken back: those who look behind the bell, and who gives rights. */
function tracesOf({ personas, workers }: Generated): string[] {
  return [...Object.values(personas), ...Object.values(workers ?? {})].map(({ personId }) => personId);
}

async function measureListOf({ database, generated, website, options }: Run): Promise<ListResult | null> {
  const person = generated.workers?.administrator;
  if (!person || !'administrator list'.includes(options.match)) return null;
  const cookie = await signIn(database, person);
  return measureList({ origin: website.origin, persona: 'administrator', cookie }, database);
}

async function measureMixed({
  database,
  generated,
  website,
  meter,
  load,
  options,
}: Run): Promise<Pick<BenchResult, 'capacity' | 'mixed'>> {
  const visitors = await signInCrowd(database, generated, website.origin);
  const requests = mixedRequests(visitors, generated.words, 20_000);
  const { origin } = website;
  const capacity = await load.run({ origin, requests, clients: capacityClients, seconds: mixedSeconds, warmUp: 200 });
  say(
    `  mixed, ${capacityClients} visitors: ${capacity.perSecond}/s, ${capacity.errors} errors, p50 ${capacity.p50} p95 ${capacity.p95}`,
  );
  const before = meter();
  const seconds = options.seconds < 3 ? 5 : mixedSeconds;
  const result = await load.run({ origin, requests, rate: mixedRate, seconds, warmUp: 0 });
  say(
    `  mixed, ${mixedRate}/s: ${result.requests} requests, ${result.errors} errors, p50 ${result.p50} p95 ${result.p95} p99 ${result.p99} ${JSON.stringify(result.statuses)}`,
  );
  const processor = perRequest(before, meter(), result.requests);
  const mixed = { ...result, rate: mixedRate, seconds, serverMegabytes: website.megabytes(), processor };
  return { capacity, mixed };
}

function perRequest(before: ProcessorTime | null, after: ProcessorTime | null, requests: number): ProcessorTime | null {
  if (!before || !after) return null;
  const share = (part: keyof ProcessorTime): number => Math.round(((after[part] - before[part]) * 10) / requests) / 10;
  return { website: share('website'), database: share('database') };
}

/** Lets a second website write its statements down, and runs these alone. */
async function addFloors(
  options: Options,
  server: EmbeddedServer,
  scenarios: readonly Scenario[],
  measured: readonly Measured[],
): Promise<Measured[]> {
  const file = join(options.dataDir, 'statements.tmp');
  rmSync(explainFolder, { recursive: true, force: true });
  mkdirSync(explainFolder, { recursive: true });
  writeFileSync(file, '');
  const website = await startWebsite({ ...options, statements: file });
  const client = await connectAsApplication(server.appUrl);
  const result: Measured[] = [];
  try {
    for (const [index, scenario] of scenarios.entries()) {
      if (scenario.changes) {
        result.push(measured[index]!);
        continue;
      }
      const statements = await captureStatements(website.origin, file, scenario);
      const floor = await measureFloor(client, statements, options.seconds / 3);
      const name = `${scenario.persona} ${scenario.name}`.replaceAll(/[^a-z0-9]+/g, '-');
      writeFileSync(join(explainFolder, `${name}.txt`), await explain(client, statements[0] ?? []));
      result.push({ ...measured[index]!, floor });
      say(`  floor ${scenario.persona} ${scenario.name}: p50 ${floor.p50} p95 ${floor.p95}`);
    }
  } finally {
    await client.end();
    await website.stop();
    rmSync(file, { force: true });
  }
  return result;
}

function datasetOf({ seed, scale, rows, databaseBytes, seconds, words }: Generated): BenchResult['dataset'] {
  return { seed, scale, rows, databaseBytes, generatedInSeconds: seconds['all'] ?? 0, words: { ...words } };
}
