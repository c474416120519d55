import type pg from 'pg';
import type { Generated } from '../generate.ts';
import type { Persona } from '../people.ts';

/** What one application needs, filled once and in a transaction of its own. */
export interface Part {
  name: string;
  /** SQL: whether there is something already. */
  isFilled: string;
  fill(client: pg.Client, world: World): Promise<void>;
  /** Cleaned up and counted afterwards. */
  tables: readonly string[];
}

/** The people by whom the measurements look, beside those who were generated. */
export interface World {
  personas: Generated['personas'];
  workers: Record<Worker, Persona>;
  administration: number;
}

export type Worker = 'handler' | 'answerer' | 'editor' | 'health' | 'administrator';
