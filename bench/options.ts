import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

export const phases = ['generate', 'applications', 'check', 'load', 'deliver', 'digest', 'report'] as const;
export type Phase = (typeof phases)[number];

export interface Options {
  /** What to do; everything when nothing is named. */
  only: readonly Phase[];
  /** Share of a whole Flanders: 1 is 5,000 institutions and 2,000,000 documents. */
  scale: number;
  seed: string;
  dataDir: string;
  /** Seconds per measurement at one client; the others follow from it. */
  seconds: number;
  /** Only scenarios whose name contains this. */
  match: string;
  port: number;
  /** How many files the delivery brings. */
  documents: number;
  /** How many people get a digest. */
  people: number;
}

/** Reads the command line; an unknown flag ends the program with what there is. */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: 'string', multiple: true, default: [] },
      scale: { type: 'string', default: '1' },
      seed: { type: 'string', default: 'Vlaanderen' },
      data: { type: 'string', default: '/var/tmp/schoolpoort-bench' },
      seconds: { type: 'string', default: '6' },
      match: { type: 'string', default: '' },
      port: { type: 'string', default: '3190' },
      documents: { type: 'string', default: '10000' },
      people: { type: 'string', default: '100000' },
    },
  });
  const only = values.only.flatMap((names) => names.split(','));
  const strange = only.filter((name) => !(phases as readonly string[]).includes(name));
  if (strange.length > 0) throw new Error(`--only takes ${phases.join(', ')}; not ${strange.join(', ')}`);
  return {
    only: only.length > 0 ? (only as Phase[]) : phases,
    scale: positive('scale', values.scale),
    seed: values.seed,
    dataDir: resolve(values.data),
    seconds: positive('seconds', values.seconds),
    match: values.match,
    port: positive('port', values.port),
    documents: positive('documents', values.documents),
    people: positive('people', values.people),
  };
}

function positive(name: string, text: string): number {
  const value = Number(text);
  if (!(value > 0)) throw new Error(`--${name} takes a number above zero, not ${text}`);
  return value;
}
