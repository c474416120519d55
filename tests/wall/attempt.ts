import type { Town } from '#tests/wall/personas.ts';

/** One request that is tried by everybody. */
export interface Attempt {
  /** What is asked for, in words; a row of the matrix. */
  about: string;
  path: string;
  form?: Record<string, string>;
}

export type Samples = (town: Town) => Attempt[];

/** A form or page without anything to vary. */
export const once =
  (form?: Record<string, string>): Samples =>
  () => [{ about: '', path: '', ...(form && { form }) }];
