import { sql } from 'kysely';
import type { Call, Endpoint } from '#access/route.ts';
import { problem, problemSchema } from '#access/problem.ts';
import { readAsSystem } from '#access/context.ts';

const text = (body: string): Response =>
  new Response(body, { headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' } });

/** What a supervisor asks: does the process live, and can it do its work? */
export const healthEndpoints: Endpoint[] = [
  {
    method: 'GET',
    path: '/livez',
    access: { kind: 'public' },
    summary: 'The process answers',
    responses: { 200: { description: 'It lives' } },
    handle: () => text('ok\n'),
  },
  {
    method: 'GET',
    path: '/readyz',
    access: { kind: 'public' },
    summary: 'The process can do its work: database and files answer',
    responses: {
      200: { description: 'Ready' },
      503: { description: 'Not ready; the answer says what does not answer', schema: problemSchema },
    },
    handle: ready,
  },
];

async function ready(call: Call): Promise<Response> {
  const checks: Record<string, () => Promise<unknown>> = {
    database: () =>
      readAsSystem(call.services.database, (db) => sql`select 1 from education_levels limit 1`.execute(db)),
    files: () => call.services.files.has('0'.repeat(64)),
  };
  const failed: string[] = [];
  for (const [name, check] of Object.entries(checks)) {
    await within(2000, check()).catch(() => failed.push(name));
  }
  return failed.length === 0 ? text('ready\n') : problem(503, 'Not ready', `No answer from: ${failed.join(', ')}`);
}

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error('too slow')), ms);
  return Promise.race([work, promise]).finally(() => clearTimeout(timer));
}
