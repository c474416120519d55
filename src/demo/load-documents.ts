import { sql } from 'kysely';
import { asSystem, readAsSystem } from '#access/context.ts';
import { addService, deliverDocument, type DeliveryOutcome } from '#apps/library/index.ts';
import { demoDeliveryService, demoDocuments, type DemoDocument } from '#demo/documents/demo-documents.ts';
import type { Database, Tx } from '#platform/db.ts';
import type { Installation } from '#platform/services.ts';

type Needed = Pick<Installation, 'config' | 'database' | 'files' | 'extractor'>;

/** So many are under way together: while one is read, another is stored. */
const atATime = 4;

/** Delivers the demo documents that are not there yet, the way a service of the administration does. */
export async function loadDemoDocuments(
  installation: Needed,
  make: (leaveOut: ReadonlySet<string>) => AsyncIterable<DemoDocument> = demoDocuments,
): Promise<number> {
  const { database } = installation;
  await addService(database, demoDeliveryService);
  const delivered = await deliveredReferences(database);
  const documents = inTurn(make(delivered));
  let count = 0;
  const worker = async (): Promise<void> => {
    for await (const document of documents) {
      accept(await deliver(installation, document), document);
      count += 1;
    }
  };
  await Promise.all(Array.from({ length: atATime }, worker));
  if (count > 0) await asSystem(database, haveAPast);
  return count;
}

/** The demo has a past, and those of its last two months came in the last days: what was delivered in its first minute is not all news. */
async function haveAPast(tx: Tx): Promise<void> {
  await sql`
    with own as (
      select d.id, max(d.published_at) over () - d.published_at as age
      from documents d join delivery_services s on s.id = d.service_id where s.slug = ${demoDeliveryService.slug}
    )
    update documents d
    set available_at = now() - interval '5 hours' - case when own.age < interval '60 days' then own.age / 10 else own.age end
    from own where own.id = d.id`.execute(tx);
}

// Several take from one source, which answers them in turn; one that stops does not end it for the others.
function inTurn<T>(source: AsyncIterable<T>): AsyncIterable<T> {
  const iterator = source[Symbol.asyncIterator]();
  return { [Symbol.asyncIterator]: () => ({ next: () => iterator.next() }) };
}

/** Whether the demo documents were loaded before, at least in part. */
export async function hasDemoDocuments(database: Database): Promise<boolean> {
  return (await deliveredReferences(database)).size > 0;
}

function deliver(installation: Needed, document: DemoDocument): Promise<DeliveryOutcome> {
  const { metadata, fileName, bytes } = document;
  return deliverDocument({
    installation,
    caller: { kind: 'system', serviceSlug: demoDeliveryService.slug },
    metadata,
    file: once(bytes),
    fileName,
  });
}

async function* once(bytes: Buffer): AsyncGenerator<Uint8Array> {
  yield bytes;
}

function accept(outcome: DeliveryOutcome, { metadata }: DemoDocument): void {
  if (outcome.outcome !== 'refused') return;
  throw new Error(`The demo document ${metadata.reference} was refused: ${JSON.stringify(outcome.reasons)}`);
}

async function deliveredReferences(database: Database): Promise<Set<string>> {
  return readAsSystem(database, async (db) => {
    const { rows } = await sql<{ reference: string }>`
      select d.supplier_reference as reference from documents d join delivery_services s on s.id = d.service_id
      where s.slug = ${demoDeliveryService.slug}
    `.execute(db);
    return new Set(rows.map((row) => row.reference));
  });
}
