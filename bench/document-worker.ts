import { connectOwner, BinaryCopy } from './generate/copy.ts';
import {
  chunkSize,
  documentColumns,
  DocumentMaker,
  type StoredPdf,
  type ThemeAtLevel,
} from './generate/document-maker.ts';
import { makeOrganisations } from './generate/organisations.ts';
import { sizeAt } from './generate/size.ts';
import { makeVocabulary } from './generate/vocabulary.ts';

/** What one of the processes that make documents is told. */
export interface WorkerTask {
  url: string;
  seed: string;
  scale: number;
  worker: number;
  workers: number;
  files: readonly StoredPdf[];
  themes: readonly ThemeAtLevel[];
}

const flushAt = 2 * 1024 ** 2;

/** Makes every n-th chunk, so that the rows of all workers together lie in the order of time. */
async function work(task: WorkerTask): Promise<void> {
  const { seed, files, themes } = task;
  const size = sizeAt(task.scale);
  const { institutions } = makeOrganisations(seed, size);
  const vocabulary = makeVocabulary(seed);
  const maker = new DocumentMaker({ seed, documents: size.documents, institutions, themes, vocabulary, files });
  const clients = [await connectOwner(task.url), await connectOwner(task.url)] as const;
  const documents = new BinaryCopy(clients[0], `documents (${documentColumns})`, maker.documents);
  const texts = new BinaryCopy(clients[1], 'document_texts (document_id, body)', maker.texts);
  const chunks = Math.ceil(size.documents / chunkSize);
  for (let chunk = task.worker; chunk < chunks; chunk += task.workers) {
    process.send?.(maker.makeChunk(chunk));
    if (maker.documents.length > flushAt) await Promise.all([documents.flush(), texts.flush()]);
  }
  await Promise.all([documents.end(), texts.end()]);
  await Promise.all(clients.map((client) => client.end()));
}

process.once('message', (task: WorkerTask) => {
  void work(task).then(() => process.disconnect());
});
