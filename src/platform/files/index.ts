import { join } from 'node:path';
import type { Config } from '#platform/config.ts';
import { diskFileStore } from '#platform/files/disk.ts';
import type { FileStore } from '#platform/files/file-store.ts';
import { s3FileStore } from '#platform/files/s3.ts';

/** The file store that the settings name. */
export function createFileStore(config: Pick<Config, 's3' | 'dataDir'>): Promise<FileStore> {
  return config.s3
    ? s3FileStore(config.s3, join(config.dataDir, 'incoming'))
    : diskFileStore(join(config.dataDir, 'files'));
}
