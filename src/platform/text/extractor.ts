import { CappedProcess, type Caps, type Outcome } from './capped-process.ts';
import type { FileKind } from './file-kinds.ts';

export interface ExtractorOptions extends Caps {
  /** Processes at the same time. */
  readonly workers: number;
}

export type Extraction = Outcome;

/** DO-11: gets the text out of files, whatever they hold, without danger to this process. */
export interface Extractor {
  extract(path: string, kind: FileKind): Promise<Extraction>;
  /** Ends all processes; what is under way comes back as crashed. */
  close(): Promise<void>;
}

/** A fresh process now and then, so that what readers leak does not add up. */
const TASKS_PER_PROCESS = 500;

export function createExtractor({ workers, ...caps }: ExtractorOptions): Extractor {
  const idle: CappedProcess[] = [];
  const busy = new Set<CappedProcess>();
  const waiting: (() => void)[] = [];
  let closed = false;

  /** Undefined once closed. */
  async function take(): Promise<CappedProcess | undefined> {
    while (!closed && busy.size >= workers) await new Promise<void>((resolve) => waiting.push(resolve));
    if (closed) return undefined;
    let process = idle.pop();
    while (process !== undefined && !process.isUsable) process = idle.pop();
    process ??= new CappedProcess(caps);
    busy.add(process);
    return process;
  }

  function giveBack(process: CappedProcess): void {
    busy.delete(process);
    if (closed || !process.isUsable || process.tasks >= TASKS_PER_PROCESS) process.kill();
    else idle.push(process);
    waiting.shift()?.();
  }

  return {
    async extract(path, kind) {
      const process = await take();
      if (process === undefined) return { ok: false, reason: 'crashed' };
      try {
        return await process.extract(path, kind);
      } finally {
        giveBack(process);
      }
    },
    async close() {
      closed = true;
      for (const process of [...idle.splice(0), ...busy]) process.kill();
      for (const wake of waiting.splice(0)) wake();
    },
  };
}
