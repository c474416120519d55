import type { FileShelf } from '#access/check-waiting-files.ts';

/** Attachments of questions and answers, for the malware scanner. */
export const questionShelf: FileShelf = {
  files: 'question_files',
  things: 'questions',
  key: 'question_id',
  kind: 'question',
  removable: false,
};
