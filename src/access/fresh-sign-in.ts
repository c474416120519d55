import { SignInAgain } from '#access/refusals.ts';
import type { ActorVisit } from '#access/visit.ts';
import { now } from '#platform/clock.ts';

/** For what is very confidential one proved who one is at most so many minutes ago (DO-9). */
export const freshMinutes = 15;

/** Sends whoever signed in longer ago to sign in again, and from there to `returnTo`. */
export function requireFreshSignIn({ session }: Pick<ActorVisit, 'session'>, returnTo: string): void {
  const { authenticatedAt } = session;
  const age = authenticatedAt === null ? Infinity : now().getTime() - authenticatedAt.getTime();
  if (age > freshMinutes * 60_000) throw new SignInAgain(returnTo);
}
