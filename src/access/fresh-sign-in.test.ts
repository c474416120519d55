import { afterEach, expect, test } from 'vitest';
import { requireFreshSignIn } from '#access/fresh-sign-in.ts';
import { SignInAgain } from '#access/refusals.ts';
import type { Session } from '#access/visit.ts';
import { resetClock, setClock } from '#platform/clock.ts';

afterEach(resetClock);

const signedIn = (authenticatedAt: string | null) => ({
  session: { authenticatedAt: authenticatedAt === null ? null : new Date(authenticatedAt) } as Session,
});
const opening = (authenticatedAt: string | null) => () => requireFreshSignIn(signedIn(authenticatedAt), '/loon');

test('DO-9: a sign-in is fresh for fifteen minutes, to the millisecond', () => {
  setClock(new Date('2026-10-05T09:15:00.000Z'));
  expect(opening('2026-10-05T09:15:00.000Z')).not.toThrow();
  expect(opening('2026-10-05T09:00:00.000Z')).not.toThrow();
  expect(opening('2026-10-05T08:59:59.999Z')).toThrow(SignInAgain);
});

test('DO-9: a sign-in of which nobody says when it was is never fresh', () => {
  setClock(new Date('2026-10-05T09:15:00Z'));
  expect(opening(null)).toThrow(SignInAgain);
});

test('SI-6: whoever signs in again comes back to the page that was asked for', () => {
  expect(opening(null)).toThrow(expect.objectContaining({ name: 'SignInAgain', returnTo: '/loon' }));
});
