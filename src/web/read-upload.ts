import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { FilesOfForm } from '#access/route.ts';
import { FileTooLarge, StorageFull } from '#platform/files/file-store.ts';
import { prepareIncoming, receive } from '#platform/files/incoming.ts';
import { keepFile, type SentFile } from '#platform/files/keep-file.ts';
import { MalformedForm, readMultipart, type FileKeeper } from '#platform/files/multipart.ts';
import { log } from '#platform/log.ts';
import type { Services } from '#platform/services.ts';

const mostFields = 100;
const mostFieldBytes = 100_000;

/** A form with files, all of them judged; what may be kept lies in the store. */
export interface ReadUpload {
  form: FormData;
  files: SentFile[];
}

/** A file on disk, or why it is not there. */
type Aside = { path: string } | 'too-large' | 'not-kept' | 'passed-over';

export const isMultipart = (request: Request): boolean =>
  /^multipart\/form-data(;|$)/i.test(request.headers.get('content-type') ?? '');

/** Reads a form with files as it arrives. With `keeps` false its files are passed over: only what was typed is read. */
export async function readUpload(
  request: Request,
  services: Services,
  rules: FilesOfForm,
  keeps: boolean,
): Promise<ReadUpload | 'too-large' | 'unreadable'> {
  const limits = {
    fields: mostFields,
    fieldBytes: mostFieldBytes,
    files: rules.most,
    fileBytes: rules.maxBytes,
    // A field for files that was left empty comes as a file without a name.
    isFile: (name: string) => name === rules.field,
  };
  try {
    const read = await readMultipart(request, limits, await asideIn(services, rules, keeps));
    try {
      if (read.isCut) return 'too-large';
      if (read.fields.some((field) => field.join('').includes('\0'))) return 'unreadable';
      const form = new FormData();
      for (const [name, value] of read.fields) form.append(name, value);
      const named = read.files.filter((file) => file.name !== '');
      const files: SentFile[] = [];
      for (const { name, kept } of named) files.push(...(await keep(services, rules, name, kept)));
      return { form, files };
    } finally {
      for (const { kept } of read.files) await release(kept);
    }
  } catch (error) {
    if (error instanceof MalformedForm) return 'unreadable';
    throw error;
  }
}

async function keep(services: Services, rules: FilesOfForm, name: string, aside: Aside): Promise<SentFile[]> {
  if (aside === 'passed-over') return [];
  if (typeof aside === 'string') return [{ ok: false, name, reason: aside }];
  return [await keepFile(services, { path: aside.path, name, maxBytes: rules.maxBytes })];
}

async function asideIn(services: Services, rules: FilesOfForm, keeps: boolean): Promise<FileKeeper<Aside>> {
  const folder = join(services.config.dataDir, 'uploads');
  if (keeps) await prepareIncoming(folder);
  return {
    async keep(stream, name) {
      if (!keeps || name === '') return passOver(stream);
      try {
        return { path: (await receive(folder, stream, rules.maxBytes)).path };
      } catch (error) {
        if (error instanceof FileTooLarge) return 'too-large';
        if (!(error instanceof StorageFull)) throw error;
        log.error('upload-not-kept', { error });
        return 'not-kept';
      }
    },
    release,
  };
}

async function passOver(stream: AsyncIterable<Uint8Array>): Promise<Aside> {
  for await (const _ of stream);
  return 'passed-over';
}

async function release(aside: Aside): Promise<void> {
  if (typeof aside !== 'string') await rm(aside.path, { force: true });
}
