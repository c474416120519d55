import type { z } from 'zod';
import type { Rule } from '#access/rule.ts';

/** What is not there, or may not be known: both answer the same (P3). */
export class NotFound extends Error {
  override readonly name = 'NotFound';
}

/** A refusal that may be explained: which right or theme is missing, and for which institution (PO-6). */
export class Forbidden extends Error {
  override readonly name = 'Forbidden';
  readonly missing: Rule | undefined;
  readonly institutionId: number | undefined;

  constructor(missing?: Rule, institutionId?: number) {
    super('forbidden');
    this.missing = missing;
    this.institutionId = institutionId;
  }
}

/** Something that is there cannot be reached now, such as a file on a store that does not answer. */
export class Unavailable extends Error {
  override readonly name = 'Unavailable';
}

/** Only for somebody who proved a short while ago who he is: signing in again leads back to `returnTo`. */
export class SignInAgain extends Error {
  override readonly name = 'SignInAgain';
  readonly returnTo: string;

  constructor(returnTo: string) {
    super('sign in again');
    this.returnTo = returnTo;
  }
}

/** Somebody else changed the same thing first. */
export class Conflict extends Error {
  override readonly name = 'Conflict';
}

/** Input that no form of ours sends; forms check their fields themselves and show the message beside the field. */
export class Invalid extends Error {
  override readonly name = 'Invalid';
  readonly problems: z.ZodError;

  constructor(problems: z.ZodError) {
    super('invalid input');
    this.problems = problems;
  }
}
