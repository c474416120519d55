import type { Worker } from '../generate/parts/part.ts';

export type PersonaName = 'secretary' | 'board' | 'staff';

export interface Request {
  path: string;
  headers: Record<string, string>;
  /** The body of a form that is sent; without it a page is asked for. */
  form?: string;
}

/** One thing that people do, as the requests that do it. */
export interface Scenario {
  name: string;
  persona: PersonaName | Worker;
  /** The p95 that we promise at one client, in milliseconds. */
  bar: number | null;
  requests: readonly Request[];
  /** Each of its forms is sent once: one half to one client, the other to eight. There is no floor below a change. */
  changes?: true;
}

/** Somebody of the measurements, signed in. */
export interface Looker<Name extends PersonaName | Worker = PersonaName | Worker> {
  origin: string;
  persona: Name;
  cookie: string;
}

export async function read({ origin, cookie }: Pick<Looker, 'origin' | 'cookie'>, path: string): Promise<string> {
  const answer = await fetch(`${origin}${path}`, { headers: { cookie }, redirect: 'manual' });
  if (answer.status !== 200) throw new Error(`${path} answers ${answer.status}`);
  return answer.text();
}

export const page = ({ cookie }: Pick<Looker, 'cookie'>, path: string): Request => ({ path, headers: { cookie } });

/** A form as a browser sends it from a page of ours. */
export const sent = (
  { cookie }: Pick<Looker, 'cookie'>,
  path: string,
  fields: Readonly<Record<string, string>>,
): Request => ({
  path,
  headers: { cookie, origin: 'https://schoolpoort.example', 'content-type': 'application/x-www-form-urlencoded' },
  form: new URLSearchParams(fields).toString(),
});

/** What somebody asks for under one name. */
export interface Asked {
  name: string;
  requests: readonly Request[];
}

export const asked = (looker: Looker, name: string, paths: readonly string[]): Asked => ({
  name,
  requests: paths.map((path) => page(looker, path)),
});

/** Ids in links below an address. */
export const idsIn = (html: string, base: string): string[] => [
  ...new Set(
    [...html.matchAll(new RegExp(`href="/${base}/([0-9a-f-]{36})[^"]*"`, 'g'))].map((match) => match[1] ?? ''),
  ),
];

/** The address of the next page of a list, as a list of at most one. */
export const nextIn = (html: string): string[] =>
  [...html.matchAll(/href="([^"]*[?&;]na=[^"]+)"/g)]
    .slice(0, 1)
    .map((match) => (match[1] ?? '').replaceAll('&amp;', '&'));
