import type { FileKind } from './file-kinds.ts';
import { extractText } from './extract-text.ts';

interface Task {
  readonly path: string;
  readonly kind: FileKind;
}

// Readers print warnings on every odd file; nobody reads them here.
console.log = console.warn = console.error = () => {};

process.on('message', (task: Task) => {
  void extractText(task.path, task.kind).then((result) => process.send?.(result));
});
// Ctrl-C and a supervisor's signal reach the whole group: the starter finishes what is in hand, and then ends this process.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => {});
process.on('disconnect', () => process.exit());
