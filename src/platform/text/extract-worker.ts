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
process.on('disconnect', () => process.exit());
