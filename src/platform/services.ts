import type { Config } from '#platform/config.ts';
import type { Sealer } from '#platform/crypto.ts';
import type { Database } from '#platform/db.ts';
import type { FileStore } from '#platform/files/file-store.ts';
import type { MalwareScanner } from '#platform/files/malware.ts';
import type { Extractor } from '#platform/text/extractor.ts';

/** What commands and jobs may use. */
export interface Installation {
  config: Config;
  database: Database;
  /** The same database, as the application's role. */
  appUrl: string;
  files: FileStore;
  extractor: Extractor;
  /** Judges what institutions send. */
  malware: MalwareScanner;
  /** Seals national numbers. */
  sealer: Sealer;
  /** Seals what a sign-in under way must keep, under the session key. */
  sessionSealer: Sealer;
  close: () => Promise<void>;
}

/** What every request may use; made once at start and passed by hand. */
export interface Services extends Omit<Installation, 'close'> {
  assets: Assets;
}

/** Addresses of the built style sheets and scripts. */
export interface Assets {
  css: readonly string[];
  js: readonly string[];
  /** Folder of the built files, served under /assets/. */
  folder: string;
}
