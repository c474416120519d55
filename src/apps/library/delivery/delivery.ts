import type { DeliveryMetadata } from '#apps/library/delivery/metadata.ts';
import type { Reason } from '#apps/library/delivery/reasons.ts';
import type { Installation } from '#platform/services.ts';

/** Who delivers: a service with a token for some themes, or an operator's command on behalf of a service. */
export type DeliveryCaller =
  | { kind: 'service'; serviceId: number; serviceName: string; themes: readonly number[] }
  | { kind: 'system'; serviceSlug: string };

/** What a delivery needs of an installation. */
export type DeliveryServices = Pick<Installation, 'config' | 'database' | 'files' | 'extractor'>;

export interface Delivery {
  installation: DeliveryServices;
  caller: DeliveryCaller;
  /** Checked against the schema, so whatever was sent may stand here. */
  metadata: DeliveryMetadata | Record<string, unknown> | null;
  /** A path on this machine, the bytes as they arrive, or why there is no file. */
  file: string | AsyncIterable<Uint8Array> | Reason;
  /** The name that the sender gave the file; `metadata.fileName` goes before it. */
  fileName: string;
}

export interface Delivered {
  outcome: 'added' | 'changed' | 'unchanged';
  id: string;
  version: number;
  /** Why the content cannot be searched; null when it can. */
  unsearchable: string | null;
}

export interface Refused {
  outcome: 'refused';
  reasons: readonly Reason[];
}

export type DeliveryOutcome = Delivered | Refused;

/** What a delivery would do. */
export type DeliveryForecast = Pick<Delivered, 'outcome'> | Refused;

/** The service of an operator's delivery does not exist. */
export class UnknownService extends Error {
  override readonly name = 'UnknownService';

  constructor(slug: string) {
    super(`There is no delivering service ${slug}: add it with schoolpoort service add ${slug}`);
  }
}
