import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import {
  deliverDocument,
  type DeliveryCaller,
  type DeliveryMetadata,
  type DeliveryOutcome,
} from '#apps/library/index.ts';
import { asSystem } from '#access/context.ts';
import { loadConfig, type Config } from '#platform/config.ts';
import type { Database } from '#platform/db.ts';
import { diskFileStore } from '#platform/files/disk.ts';
import type { FileStore } from '#platform/files/file-store.ts';
import { createExtractor, type Extractor } from '#platform/text/extractor.ts';
import type { School } from '#tests/world/organisations.ts';

/** Where documents are delivered in a test: a database, files in a folder of their own, and one reader. */
export interface Desk {
  config: Config;
  database: Database;
  files: FileStore;
  extractor: Extractor;
  folder: string;
}

export interface TestService {
  kind: 'service';
  serviceId: number;
  serviceName: string;
  themes: readonly number[];
}

export async function aDesk(database: Database, settings: Partial<Config> = {}): Promise<Desk> {
  const folder = await mkdtemp(join(tmpdir(), 'schoolpoort-desk-'));
  const extractor = createExtractor({ workers: 1, maxSeconds: 20, maxMegabytes: 400 });
  afterAll(async () => {
    await extractor.close();
    await rm(folder, { recursive: true, force: true });
  });
  const config = { ...loadConfig({ DATA_DIR: folder }), ...settings };
  return { config, database, files: await diskFileStore(join(folder, 'files')), extractor, folder };
}

let made = 0;

/** A delivering service that may deliver in these themes. */
export async function aService(database: Database, wishes: { themes: readonly number[] }): Promise<TestService> {
  made += 1;
  const serviceName = `Dienst Omkadering ${made}`;
  const { id } = await asSystem(database, (tx) =>
    tx
      .insertInto('delivery_services')
      .values({ slug: `omkadering-${made}`, name: serviceName })
      .returning('id')
      .executeTakeFirstOrThrow(),
  );
  return { kind: 'service', serviceId: id, serviceName, themes: wishes.themes };
}

/** Metadata of an open letter on staffing (theme 6) at the first level of a school. */
export function metadataFor(school: School, changes: Partial<DeliveryMetadata> = {}): DeliveryMetadata {
  return {
    reference: 'OMK-2026-1',
    institution: school.id,
    level: school.levels[0] === 2 ? 'secondary' : 'primary',
    theme: 'omkadering-en-toelagen-openbaar',
    schoolYear: '2026-2027',
    title: 'Berekening van de omkadering',
    contact: { name: 'Team Omkadering', phone: '02 553 04 50', email: 'omkadering@onderwijs.example' },
    confidentiality: 'open',
    ...changes,
  };
}

export interface DeliveryWishes {
  caller: DeliveryCaller;
  metadata: DeliveryMetadata | Record<string, unknown> | null;
  content?: string | Uint8Array;
  fileName?: string;
}

export function deliver(desk: Desk, wishes: DeliveryWishes): Promise<DeliveryOutcome> {
  const content = Buffer.from(wishes.content ?? 'De lestijden volgens de schalen zijn berekend.');
  return deliverDocument({
    installation: desk,
    caller: wishes.caller,
    metadata: wishes.metadata,
    file: (async function* () {
      yield content;
    })(),
    fileName: wishes.fileName ?? 'omkadering.txt',
  });
}
