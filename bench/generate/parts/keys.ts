import { createHash } from 'node:crypto';

/** The keys of every generated Flanders: nothing in it is of anybody. */
export const benchKey = (name: string): Buffer => createHash('sha256').update(`schoolpoort bench ${name}`).digest();
