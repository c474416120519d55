import { seeded } from '#demo/random.ts';
import { levels } from '#directory/levels.ts';
import type { Database } from '#platform/db.ts';
import type { Generated } from '../generate/generate.ts';
import type { SearchWords } from '../generate/search-words.ts';
import type { PersonaName, Request } from './request.ts';
import { signIn } from './sessions.ts';

export interface Visitor {
  persona: PersonaName;
  cookie: string;
  /** Documents that this visitor sees. */
  ids: readonly string[];
  /** The list of one of this visitor's levels. */
  level: string;
}

/** Of all requests: schools far more than boards, boards more than the administration. */
const visitorShares: Readonly<Record<PersonaName, number>> = { secretary: 0.85, board: 0.12, staff: 0.03 };

/** Of the requests of one visitor: mostly looking at lists and opening what is in them. */
const deeds: readonly (readonly [share: number, make: (visitor: Visitor, words: SearchWords, pick: Pick) => string])[] =
  [
    [0.16, () => '/'],
    [0.26, () => '/documenten'],
    [0.08, ({ level }) => level],
    [0.08, (_visitor, _words, pick) => `/documenten?thema=${pick([3, 6, 11])}&schooljaar=${pick([2022, 2024, 2025])}`],
    [0.05, (_visitor, words, pick) => `/documenten?q=${pick(words.rare).text}`],
    [0.05, (_visitor, words, pick) => `/documenten?q=${pick(words.middling).text}`],
    [0.05, (_visitor, words, pick) => `/documenten?q=${pick(words.common).text}`],
    [0.01, (_visitor, words, pick) => `/documenten?q=${pick(words.common).text}&volgorde=passend`],
    [0.01, (_visitor, words, pick) => `/documenten?q=${encodeURIComponent(pick(words.phrases).text)}`],
    [0.17, ({ ids }, _words, pick) => `/document/${pick(ids)}`],
    [0.08, ({ ids }, _words, pick) => `/document/${pick(ids)}/bestand`],
  ];
type Pick = <T>(items: readonly T[]) => T;

/** Signs in people of every kind and looks up what they can open. */
export async function signInCrowd(database: Database, { crowd }: Generated, origin: string): Promise<Visitor[]> {
  const visitors: Visitor[] = [];
  const { secretaries, boards, staffs } = crowd;
  const people = [
    ...secretaries.slice(0, 120).map((person) => ['secretary', person] as const),
    ...boards.slice(0, 15).map((person) => ['board', person] as const),
    ...staffs.slice(0, 3).map((person) => ['staff', person] as const),
  ];
  for (const [persona, person] of people) {
    const cookie = await signIn(database, person);
    const html = await (await fetch(`${origin}/documenten`, { headers: { cookie } })).text();
    const ids = [...html.matchAll(/href="\/document\/([0-9a-f-]{36})"/g)].map((match) => match[1] ?? '');
    const level = levels.find(({ slug }) => html.includes(`href="/${slug}`))?.slug;
    if (ids.length > 0 && level) visitors.push({ persona, cookie, ids, level: `/${level}/documenten` });
  }
  return visitors;
}

/** A working day in small: many people, each doing what people do. */
export function mixedRequests(visitors: readonly Visitor[], words: SearchWords, count: number): Request[] {
  const random = seeded('mixed');
  return Array.from({ length: count }, () => {
    const persona = drawn(
      Object.entries(visitorShares).map(([name, share]) => [share, name as PersonaName] as const),
      random.next(),
    );
    const visitor = random.pick(visitors.filter((one) => one.persona === persona));
    const make = drawn(deeds, random.next());
    return { path: make(visitor, words, random.pick), headers: { cookie: visitor.cookie } };
  });
}

function drawn<T>(shares: readonly (readonly [share: number, item: T])[], chance: number): T {
  let left = chance;
  for (const [share, item] of shares) {
    left -= share;
    if (left < 0) return item;
  }
  return shares[0]![1];
}
