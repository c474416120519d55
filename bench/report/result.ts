import type { DeliveryMeasurement } from '../deliver.ts';
import type { Worker } from '../generate/parts/part.ts';
import type { DigestMeasurement } from '../digest.ts';
import type { LoadResult } from '../load-client.ts';
import type { Floor } from '../measure/floor.ts';
import type { ListResult } from '../measure/lists.ts';
import type { ProcessorTime } from '../measure/processor.ts';
import type { PersonaName } from '../measure/request.ts';
import type { AssetWeight, PageWeight } from '../measure/weight.ts';
import type { Machine } from './machine.ts';

/** One scenario of one persona. */
export interface Measured {
  name: string;
  persona: PersonaName | Worker;
  bar: number | null;
  alone: LoadResult;
  eight: LoadResult;
  /** Processor milliseconds per request at one client. */
  processor: ProcessorTime | null;
  weight: PageWeight | null;
  floor: Floor | null;
}

/** Ten thousand files brought by the command, and the same again: bench/results/delivery.json. */
export interface DeliveryResult {
  measuredAt: string;
  first: DeliveryMeasurement;
  again: DeliveryMeasurement;
}

/** Digests for everybody over the documents of one day: bench/results/digest.json. */
export type DigestResult = DigestMeasurement & { measuredAt: string };

/** Everything that was measured in one run: bench/results/<date>.json. */
export interface BenchResult {
  measuredAt: string;
  revision: string;
  machine: Machine;
  dataset: {
    seed: string;
    scale: number;
    rows: Record<string, number>;
    databaseBytes: number;
    generatedInSeconds: number;
    words: Record<string, readonly { text: string; documents: number }[]>;
  };
  scenarios: readonly Measured[];
  list: ListResult | null;
  /** As many requests as sixteen visitors at once get answered; null in a trial. */
  capacity: LoadResult | null;
  mixed:
    (LoadResult & { rate: number; seconds: number; serverMegabytes: number; processor: ProcessorTime | null }) | null;
  assets: AssetWeight;
}
