import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { LoadResult, LoadTask } from '../load-client.ts';

/** The process that measures; one task at a time. */
export interface LoadProcess {
  run(task: LoadTask): Promise<LoadResult>;
  stop(): void;
}

export function startLoadProcess(): LoadProcess {
  const child = fork(join(import.meta.dirname, '..', 'load-client.ts'));
  return {
    run: (task) =>
      new Promise((resolve, reject) => {
        const fail = (): void => reject(new Error('The process that measures has ended'));
        child.once('exit', fail);
        child.once('message', (result) => {
          child.off('exit', fail);
          resolve(result as LoadResult);
        });
        child.send(task);
      }),
    stop: () => child.disconnect(),
  };
}
