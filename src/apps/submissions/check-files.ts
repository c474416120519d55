import type { FileShelf } from '#access/check-waiting-files.ts';

/** Files that institutions send, for the malware scanner. */
export const submissionShelf: FileShelf = {
  files: 'submission_files',
  things: 'submissions',
  key: 'submission_id',
  kind: 'submission',
  removable: true,
};
