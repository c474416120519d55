import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { projectRoot } from '#platform/root.ts';

export interface KillableServer {
  child: ChildProcess;
  port: number;
}

/** A server in a process of its own, that can be killed. */
export async function startServer(appUrl: string, dataDir: string): Promise<KillableServer> {
  const wall = join(projectRoot, 'tests/wall');
  const child = spawn(process.execPath, [join(wall, 'run-with-jsx.ts'), 'server-process.ts', appUrl, dataDir], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const [port] = (await once(createInterface(child.stdout), 'line')) as [string];
  return { child, port: Number(port) };
}

export async function kill({ child }: KillableServer): Promise<void> {
  child.kill('SIGKILL');
  await once(child, 'exit');
}
