import fc from 'fast-check';
import pg from 'pg';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { asSystem } from '#access/context.ts';
import { resetClock, setClock } from '#platform/clock.ts';
import { hashToken } from '#platform/crypto.ts';
import { localPath } from '#access/local-path.ts';
import { safeReturn } from '#web/sign-in/return-address.ts';
import { testDatabase, type TestDatabase } from '#tests/support/database.ts';
import { fakeIdentityProvider } from '#tests/wall/fake-identity-provider.ts';
import { aSite, cookieSet, origin, signIn, type Site } from '#tests/wall/site.ts';
import { aSchool, type School } from '#tests/world/organisations.ts';
import { aPortalAdmin, setRelationPeriod, type GivenRight, type Person } from '#tests/world/people.ts';
import { endedYesterday } from '#tests/world/periods.ts';

const numbers = { head: '85073003328', stranger: '79041512345' };

let db: TestDatabase;
let site: Site;
let school: School;
let head: Person & GivenRight;

beforeAll(async () => {
  db = await testDatabase();
  const provider = fakeIdentityProvider({
    head: { nationalNumber: numbers.head },
    stranger: { nationalNumber: numbers.stranger },
    strong: { nationalNumber: numbers.head, acr: 'urn:be:vlaanderen:authmech:eid' },
    weak: { nationalNumber: numbers.head, acr: 'urn:be:vlaanderen:authmech:csampassword' },
  });
  site = await aSite(db, { provider });
  school = await aSchool(db.database);
  head = await aPortalAdmin(db.database, { of: school, name: 'Greet Dewaele' });
  await knowNationalNumber(head, numbers.head);
});
afterEach(resetClock);

async function knowNationalNumber(person: Person, number: string): Promise<void> {
  const { sealer } = site.services;
  await asSystem(db.database, (tx) =>
    tx
      .updateTable('persons')
      .set({ national_number_sealed: sealer.seal(number), national_number_lookup: sealer.lookup(number) })
      .where('id', '=', person.id)
      .execute(),
  );
}

let callers = 0;
const nextAddress = (): string => `192.0.2.${(callers += 1) % 200}`;

/** Begins a sign-in; answers the state, with the cookie in which this browser keeps it. */
async function begin(terug = '/', cookie = '', peer = nextAddress()): Promise<{ state: string; cookie: string }> {
  const answer = await site.ask('/aanmelden', {
    method: 'POST',
    body: new URLSearchParams({ terug }),
    peer,
    cookie,
  });
  const state = new URL(answer.headers.get('location') ?? '').searchParams.get('state') ?? '';
  return { state, cookie: `aanmelding=${cookieSet(answer, 'aanmelding') ?? ''}` };
}

const comeBack = (state: string, cookie: string, code = 'head'): Promise<Response> =>
  site.ask(`/aanmelden/terug?state=${state}&code=${code}`, { cookie });

const isIn = async (session: string): Promise<boolean> => (await site.ask('/documenten', { session })).status === 200;

describe('SI-6: sign-in', () => {
  test('a sign-in ends in a fresh session at the page asked for', async () => {
    const { state, cookie } = await begin('/documenten?q=lestijden');
    const answer = await comeBack(state, cookie);
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/documenten?q=lestijden']);
    expect(await isIn(cookieSet(answer, 'sessie') ?? '')).toBe(true);
  });

  test('the cookie is out of reach of scripts and of other sites, and over https of other hosts', async () => {
    const { state, cookie } = await begin();
    const line = (await comeBack(state, cookie)).headers.getSetCookie().find((one) => one.startsWith('sessie='));
    expect(line).toMatch(/; HttpOnly/);
    expect(line).toMatch(/; SameSite=Lax/);
    expect(line).toMatch(/; Path=\//);
    expect(line).not.toMatch(/Domain|Max-Age|Expires/i);
    const secure = await aSite(db, { baseUrl: 'https://schoolpoort.test' });
    const answer = await secure.ask('/taal', { method: 'POST', body: new URLSearchParams({ taal: 'en' }) });
    expect(answer.headers.getSetCookie()[0]).toMatch(/^__Host-taal=en;.*; Secure/);
    expect(answer.headers.get('strict-transport-security')).toMatch(/max-age=\d{8}/);
  });

  test('a session token that a browser brings along is not taken over, and ends with the new sign-in', async () => {
    const before = await signIn(db.database, head);
    const { state, cookie } = await begin();
    const answer = await comeBack(state, `${cookie}; sessie=${before}`);
    const after = cookieSet(answer, 'sessie') ?? '';
    expect(after).not.toBe(before);
    expect(await isIn(after)).toBe(true);
    expect(await isIn(before)).toBe(false);
    const fixed = 'a-token-that-somebody-else-chose-for-this-browser';
    const again = await begin();
    await comeBack(again.state, `${again.cookie}; sessie=${fixed}`);
    expect(await isIn(fixed)).toBe(false);
  });

  test('a state of another browser, of nobody, or used before is refused', async () => {
    const one = await begin();
    const other = await begin();
    const refused = async (state: string, cookie: string): Promise<void> => {
      const answer = await comeBack(state, cookie);
      expect([answer.status, answer.headers.getSetCookie()]).toEqual([400, []]);
    };
    await refused(one.state, other.cookie);
    await refused(one.state, '');
    await refused('', 'aanmelding=');
    await refused('made-up', 'aanmelding=made-up');
    expect((await comeBack(one.state, one.cookie)).status).toBe(303);
    await refused(one.state, one.cookie);
  });

  test('a state is used once, also when it is used twenty times at once', async () => {
    const { state, cookie } = await begin();
    const answers = await Promise.all(Array.from({ length: 20 }, () => comeBack(state, cookie)));
    expect(answers.filter((answer) => answer.status === 303)).toHaveLength(1);
    expect(answers.filter((answer) => answer.status >= 500)).toEqual([]);
  });

  test('a sign-in that took too long is refused', async () => {
    const { state, cookie } = await begin();
    setClock(new Date(Date.now() + 16 * 60_000));
    expect((await comeBack(state, cookie)).status).toBe(400);
  });

  test('R27 where means are demanded, a provider that answers with another one or names none opens nothing', async () => {
    const { oidc } = site.services.config;
    const before = oidc.acrValues;
    const asked = 'urn:be:vlaanderen:authmech:itsme urn:be:vlaanderen:authmech:eid';
    Object.assign(oidc, { acrValues: asked });
    try {
      const signedIn = async (who: string) => {
        const { state, cookie } = await begin();
        const answer = await comeBack(state, cookie, who);
        return [answer.status, cookieSet(answer, 'sessie') !== null];
      };
      expect(await signedIn('strong')).toEqual([303, true]);
      expect(await signedIn('weak')).toEqual([403, false]);
      expect(await signedIn('head')).toEqual([403, false]);
    } finally {
      Object.assign(oidc, { acrValues: before });
    }
  });

  test('who proved to be somebody we do not know gets no session', async () => {
    const { state, cookie } = await begin();
    const answer = await comeBack(state, cookie, 'stranger');
    expect([answer.status, cookieSet(answer, 'sessie')]).toEqual([403, null]);
    expect(await answer.text()).not.toContain(numbers.stranger);
  });

  test('more people come back at once than there are connections to the database', async () => {
    const begun = await Promise.all(Array.from({ length: 24 }, () => begin()));
    const answers = await Promise.all(begun.map(({ state, cookie }) => comeBack(state, cookie)));
    expect(answers.map((answer) => answer.status)).toEqual(answers.map(() => 303));
  });

  test('attempts are counted per address, and one too many is told to wait', async () => {
    const attempt = (peer: string, headers: Record<string, string> = {}): Promise<Response> =>
      site.ask('/aanmelden', { method: 'POST', body: new URLSearchParams(), peer, headers });
    const statuses: number[] = [];
    for (let at = 0; at < 31; at += 1)
      // Somebody who is no proxy may say what he likes about where he comes from.
      statuses.push((await attempt('198.51.100.9', { 'x-forwarded-for': `10.0.0.${at}` })).status);
    expect(statuses.slice(0, 30)).toEqual(Array.from({ length: 30 }, () => 303));
    expect(statuses[30]).toBe(429);
    expect((await attempt('198.51.100.10')).status).toBe(303);
    setClock(new Date(Date.now() + 5 * 60_000));
    expect((await attempt('198.51.100.9')).status).toBe(303);
  });

  test('who comes back as somebody we do not know, or with what the provider did not give, has ten attempts less', async () => {
    const peer = '198.51.100.20';
    for (const code of ['stranger', 'made-up', 'stranger']) {
      const { state, cookie } = await begin('/', '', peer);
      const back = await site.ask(`/aanmelden/terug?state=${state}&code=${code}`, { cookie, peer });
      expect(back.status).toBeGreaterThanOrEqual(400);
    }
    const next = (from: string): Promise<Response> =>
      site.ask('/aanmelden', { method: 'POST', body: new URLSearchParams(), peer: from });
    expect((await next(peer)).status).toBe(429);
    expect((await next('198.51.100.21')).status).toBe(303);
  });

  test('a state that was made up counts for nothing: whoever shares the address is not kept out by it', async () => {
    const peer = '198.51.100.30';
    for (let at = 0; at < 40; at += 1)
      await site.ask('/aanmelden/terug?state=made-up&code=head', { cookie: 'aanmelding=made-up', peer });
    expect((await site.ask('/aanmelden', { method: 'POST', body: new URLSearchParams(), peer })).status).toBe(303);
  });

  test('behind a proxy that we trust, the address is the one the proxy saw, whatever the browser wrote before it', async () => {
    const behind = await aSite(db, { trustedProxy: '127.0.0.1' });
    const attempt = (forwarded: string): Promise<Response> =>
      behind.ask('/aanmelden', {
        method: 'POST',
        body: new URLSearchParams(),
        peer: '127.0.0.1',
        headers: { 'x-forwarded-for': forwarded },
      });
    const statuses: number[] = [];
    for (let at = 0; at < 31; at += 1) statuses.push((await attempt(`10.1.1.${at}, 203.0.113.4`)).status);
    expect(statuses[30]).toBe(429);
    expect((await attempt('203.0.113.4, 203.0.113.5')).status).toBe(303);
  });

  test('many attempts at the same moment are counted, not dropped', async () => {
    const answers = await Promise.all(
      Array.from({ length: 60 }, () =>
        site.ask('/aanmelden', { method: 'POST', body: new URLSearchParams(), peer: '198.51.100.77' }),
      ),
    );
    const statuses = answers.map((answer) => answer.status);
    expect(statuses.filter((status) => status >= 500)).toEqual([]);
    expect(statuses.filter((status) => status === 303).length).toBe(30);
  });
});

describe('SI-6: sessions', () => {
  test('a token stands nowhere in the database, only its hash', async () => {
    const token = await signIn(db.database, head);
    const owner = new pg.Client({ connectionString: db.ownerUrl });
    await owner.connect();
    const { rows } = await owner.query<{ text: string }>('select s::text as text from sessions s');
    await owner.end();
    const all = rows.map((row) => row.text).join('\n');
    expect(all).toContain(hashToken(token).toString('hex'));
    expect(all).not.toContain(token);
    expect(all).not.toContain(Buffer.from(token).toString('hex'));
  });

  test('the hash of a token opens nothing', async () => {
    const token = await signIn(db.database, head);
    expect(await isIn(hashToken(token).toString('hex'))).toBe(false);
    expect(await isIn(hashToken(token).toString('base64url'))).toBe(false);
  });

  test('a session ends after thirty minutes without a request, and not before', async () => {
    const start = Date.now();
    const minutes = (count: number): void => setClock(new Date(start + count * 60_000));
    const token = await signIn(db.database, head);
    minutes(29);
    expect(await isIn(token)).toBe(true);
    minutes(58);
    expect(await isIn(token)).toBe(true);
    minutes(58 + 31);
    expect(await isIn(token)).toBe(false);
  });

  test('however busy, a session ends after eight hours; switching does not prolong it', async () => {
    const start = Date.now();
    let token = await signIn(db.database, head);
    for (let minutes = 20; minutes < 480; minutes += 20) {
      setClock(new Date(start + minutes * 60_000));
      expect([minutes, await isIn(token)]).toEqual([minutes, true]);
      if (minutes === 460) token = await switchTo(token);
    }
    setClock(new Date(start + 481 * 60_000));
    expect(await isIn(token)).toBe(false);
  });

  test('switching gives another token and the old one is dead', async () => {
    const old = await signIn(db.database, head);
    const fresh = await switchTo(old);
    expect(fresh).not.toBe(old);
    expect([await isIn(old), await isIn(fresh)]).toEqual([false, true]);
  });

  test('nobody switches to a relation of somebody else', async () => {
    const other = await aPortalAdmin(db.database, { of: school });
    const token = await signIn(db.database, other);
    const body = new URLSearchParams({ namens: `OV:${head.relationId}` });
    expect((await site.ask('/aanmelden/namens-wie', { method: 'POST', session: token, body })).status).toBe(422);
  });

  test('signing out ends the session; signing out everywhere ends all of them, and only of this person', async () => {
    const other = await signIn(db.database, await aPortalAdmin(db.database, { of: school }));
    const [one, two, three] = await Promise.all([1, 2, 3].map(() => signIn(db.database, head)));
    if (!one || !two || !three) throw new Error('no sessions');
    const out = await site.ask('/afmelden', { method: 'POST', session: one });
    expect(cookieSet(out, 'sessie')).toBe('');
    expect([await isIn(one), await isIn(two)]).toEqual([false, true]);
    await site.ask('/afmelden/overal', { method: 'POST', session: two });
    expect([await isIn(two), await isIn(three), await isIn(other)]).toEqual([false, false, true]);
  });

  test('a session of somebody whose relation ended is led to choose again', async () => {
    const left = await aPortalAdmin(db.database, { of: school });
    const token = await signIn(db.database, {
      ...left,
      onBehalfOf: { ...left.onBehalfOf, workRelationId: left.relationId },
    });
    expect(await isIn(token)).toBe(true);
    await setRelationPeriod(db.database, left.relationId, endedYesterday());
    const answer = await site.ask('/documenten', { session: token });
    expect(answer.headers.get('location')).toBe('/aanmelden/namens-wie?terug=%2Fdocumenten');
  });
});

async function switchTo(token: string): Promise<string> {
  const answer = await site.ask('/aanmelden/namens-wie', {
    method: 'POST',
    session: token,
    body: new URLSearchParams({ namens: `OV:${head.relationId}` }),
  });
  expect(answer.status).toBe(303);
  return cookieSet(answer, 'sessie') ?? '';
}

describe('SI-5: the return address stays on this site', () => {
  const elsewhere = [
    '//evil.example',
    '/\\evil.example',
    '/.//evil.example',
    '/..//evil.example',
    '/x/..//evil.example',
    '/%2e//evil.example',
    '/./\\evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    '/\t/[',
    'https://evil.example/',
    'https:evil.example',
    'javascript:alert(1)',
    ' //evil.example',
    '\\\\evil.example',
    '/@evil.example/..//evil.example',
  ];

  test.each(elsewhere)('%j', (address) => {
    for (const judge of [safeReturn, localPath])
      expect(new URL(judge(address), origin).origin, `${judge.name} gives ${judge(address)}`).toBe(origin);
  });

  test('whatever is asked for', () => {
    const part = fc.constantFrom(
      '/',
      '\\',
      '.',
      '..',
      '%2e',
      '%2f',
      '\t',
      '\n',
      '@',
      ':',
      '?',
      '#',
      'evil.example',
      'a',
      ' ',
    );
    const address = fc.oneof(
      fc.array(part, { maxLength: 12 }).map((parts) => parts.join('')),
      fc.array(part, { maxLength: 12 }).map((parts) => `/${parts.join('')}`),
      fc.webUrl(),
      fc.string({ unit: 'binary' }),
    );
    fc.assert(
      fc.property(address, (wanted) => {
        for (const judge of [safeReturn, localPath]) {
          const path = judge(wanted);
          // As a browser resolves it, and as a header can carry it.
          if (new URL(path, origin).origin !== origin || path.startsWith('//')) return false;
          if (new Headers({ location: path }).get('location') !== path) return false;
        }
        return true;
      }),
      { numRuns: 5000 },
    );
  });

  test.each(elsewhere)('no door leads to %j', async (address) => {
    const session = await signIn(db.database, head);
    const encoded = encodeURIComponent(address);
    const body = (fields: Record<string, string>): URLSearchParams => new URLSearchParams(fields);
    const { state, cookie } = await begin(address);
    const answers = [
      await site.ask(`/aanmelden?terug=${encoded}`, { session }),
      await comeBack(state, cookie),
      await site.ask('/taal', { method: 'POST', body: body({ taal: 'nl', terug: address }) }),
      await site.ask(`/aanmelden/namens-wie?terug=${encoded}`, {
        method: 'POST',
        session,
        body: body({ namens: `OV:${head.relationId}` }),
      }),
    ];
    for (const answer of answers) {
      expect(answer.status).toBe(303);
      expect(new URL(answer.headers.get('location') ?? '', origin).origin).toBe(origin);
    }
  });
});
