import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { join } from 'node:path';
import { projectRoot } from '#platform/root.ts';

// Builds again at every change and restarts the website with it.
const start = (args: string[]): ChildProcess =>
  spawn(process.execPath, args, { cwd: projectRoot, stdio: ['ignore', 'inherit', 'inherit'] });
const children = [start(['node_modules/vite/bin/vite.js', 'build', '--watch'])];
while (!existsSync(join(projectRoot, 'dist', 'main.js'))) await sleep(100);
children.push(start(['--watch-path=dist', '--watch-preserve-output', 'dist/main.js']));
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => {
    for (const child of children) child.kill(signal);
  });
