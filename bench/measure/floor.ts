import pg from 'pg';
import { getTypeParser } from '#platform/db.ts';
import type { Statement } from './statements.ts';

/** The same statements on one bare connection: what no page on top of them can beat. */
export interface Floor {
  p50: number;
  p95: number;
  /** Median milliseconds of each statement of the slowest request, in order. */
  statements: readonly { text: string; milliseconds: number }[];
}

/** A connection of the application's role, so that row-level security is as the page has it. */
export async function connectAsApplication(url: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url,
    types: { getTypeParser },
    application_name: 'schoolpoort bench',
  });
  await client.connect();
  return client;
}

export async function measureFloor(
  client: pg.Client,
  requests: readonly (readonly Statement[])[],
  seconds: number,
): Promise<Floor> {
  const totals: number[] = [];
  const perRequest: { statements: readonly Statement[]; times: number[][] }[] = [];
  for (const statements of requests)
    if (await canBeRepeated(client, statements)) perRequest.push({ statements, times: statements.map(() => []) });
  const end = performance.now() + seconds * 1000;
  for (let round = 0; round < 2 || (performance.now() < end && round < 400); round += 1) {
    for (const { statements, times } of perRequest) {
      const start = performance.now();
      for (const [index, { text, values }] of statements.entries()) {
        const before = performance.now();
        await client.query(text, values);
        if (round > 0) times[index]?.push(performance.now() - before);
      }
      if (round > 0) totals.push(performance.now() - start);
    }
  }
  const sum = (times: readonly number[][]): number => times.reduce((total, list) => total + median(list), 0);
  const slowest = perRequest.toSorted((a, b) => sum(b.times) - sum(a.times))[0];
  return {
    p50: round(median(totals)),
    p95: round(totals.toSorted((a, b) => a - b)[Math.floor(totals.length * 0.95)] ?? 0),
    statements: (slowest?.statements ?? []).map(({ text }, index) => ({
      text: text.replaceAll(/\s+/g, ' ').trim().slice(0, 160),
      milliseconds: Math.round(median(slowest?.times[index] ?? []) * 100) / 100,
    })),
  };
}

// Between the statements of a page may stand those of a job of the website that stores something once.
async function canBeRepeated(client: pg.Client, statements: readonly Statement[]): Promise<boolean> {
  try {
    for (const { text, values } of statements) await client.query(text, values);
    return true;
  } catch (error) {
    if ((error as { code?: string }).code !== uniqueViolation) throw error;
    await client.query('rollback');
    return false;
  }
}

const uniqueViolation = '23505';

/** How the database goes about each statement of a request, as text. */
export async function explain(client: pg.Client, statements: readonly Statement[]): Promise<string> {
  const parts: string[] = [];
  for (const { text, values } of statements) {
    if (/^\s*(select|with)/i.test(text) && !text.includes('set_config')) {
      const { rows } = await client.query<{ 'QUERY PLAN': string }>(
        `explain (analyze, buffers, settings) ${text}`,
        values,
      );
      parts.push(`${text.trim()}\n\n${rows.map((row) => row['QUERY PLAN']).join('\n')}`);
    }
    await client.query(text, values);
  }
  return `${parts.join(`\n\n${'-'.repeat(100)}\n\n`)}\n`;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

const round = (value: number): number => Math.round(value * 10) / 10;
