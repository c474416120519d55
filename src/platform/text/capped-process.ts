import { execFile, fork, type ChildProcess } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { projectRoot } from '#platform/root.ts';
import type { Extracted } from './extract-text.ts';
import type { FileKind } from './file-kinds.ts';

export interface Caps {
  readonly maxSeconds: number;
  readonly maxMegabytes: number;
}

export type Outcome = Extracted | { readonly ok: false; readonly reason: 'time' | 'memory' | 'crashed' };

const LOOK_EVERY_MS = 40;
const MEGABYTE = 1024 * 1024;
const PAGE_BYTES = 4096;
const run = promisify(execFile);

/** One child process that extracts one text at a time, and dies rather than exceed its caps. */
export class CappedProcess {
  readonly #child: ChildProcess;
  readonly #caps: Caps;
  #tasks = 0;
  #ended = false;

  constructor(caps: Caps) {
    this.#caps = caps;
    this.#child = fork(workerPath(), [], {
      // Reads files only: no writing, no processes, no add-ons, and nothing of our environment.
      execArgv: [
        '--permission',
        '--allow-fs-read=*',
        '--no-warnings',
        `--max-old-space-size=${Math.ceil(caps.maxMegabytes * 0.75)}`,
        '--max-semi-space-size=8',
      ],
      env: {},
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    this.#child.on('error', () => (this.#ended = true));
    this.#child.once('exit', () => (this.#ended = true));
    this.#rest();
  }

  get tasks(): number {
    return this.#tasks;
  }

  get isUsable(): boolean {
    return !this.#ended && this.#child.connected;
  }

  async extract(path: string, kind: FileKind): Promise<Outcome> {
    this.#tasks += 1;
    this.#child.ref();
    this.#child.channel?.ref();
    const outcome = await this.#capped(path, kind);
    if (!outcome.ok && ['time', 'memory', 'crashed'].includes(outcome.reason)) this.kill();
    else this.#rest();
    return outcome;
  }

  kill(): void {
    this.#ended = true;
    this.#child.kill('SIGKILL');
  }

  #capped(path: string, kind: FileKind): Promise<Outcome> {
    const child = this.#child;
    return new Promise((resolve) => {
      const finish = (outcome: Outcome): void => {
        clearTimeout(clock);
        clearInterval(watch);
        child.off('message', onMessage);
        child.off('exit', onExit);
        resolve(outcome);
      };
      const onMessage = (message: unknown): void => finish(message as Extracted);
      // V8 aborts when its heap is full.
      const onExit = (_: number | null, signal: string | null): void =>
        finish({ ok: false, reason: signal === 'SIGABRT' ? 'memory' : 'crashed' });
      const clock = setTimeout(() => finish({ ok: false, reason: 'time' }), this.#caps.maxSeconds * 1_000);
      const watch = setInterval(() => {
        void residentBytes(child.pid).then((bytes) => {
          if (bytes > this.#caps.maxMegabytes * MEGABYTE) finish({ ok: false, reason: 'memory' });
        });
      }, LOOK_EVERY_MS);
      child.once('message', onMessage);
      child.once('exit', onExit);
      if (!this.isUsable) return finish({ ok: false, reason: 'crashed' });
      child.send({ path, kind }, (error) => {
        if (error !== null) finish({ ok: false, reason: 'crashed' });
      });
    });
  }

  /** An idle process does not keep a command from ending. */
  #rest(): void {
    this.#child.unref();
    this.#child.channel?.unref();
  }
}

/** As source beside this file; built, at the top of dist, wherever this code ended up in it. */
function workerPath(): string {
  return import.meta.filename.endsWith('.ts')
    ? join(import.meta.dirname, 'extract-worker.ts')
    : join(projectRoot, 'dist', 'extract-worker.js');
}

async function residentBytes(pid: number | undefined): Promise<number> {
  if (pid === undefined) return 0;
  try {
    if (process.platform === 'linux') {
      return Number((await readFile(`/proc/${pid}/statm`, 'utf8')).split(' ')[1]) * PAGE_BYTES;
    }
    return Number((await run('ps', ['-o', 'rss=', '-p', String(pid)])).stdout) * 1024;
  } catch {
    return 0;
  }
}
