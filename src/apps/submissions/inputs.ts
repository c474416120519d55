import { z } from 'zod';
import { mostMessage } from '#apps/submissions/model.ts';
import type { KeptFile } from '#platform/files/keep-file.ts';
import { isId } from '#platform/ids.ts';

const id = z.string().refine((text): boolean => isId(text));
const levelId = z.number().int().min(1).max(7);
const institutionId = z.number().int().min(1).max(999_999);
/** Judged and stored by the server itself, so not judged again. */
const files = z.array(z.custom<KeptFile>());
export const message = z.string().trim().max(mostMessage);

export const placeInput = z.object({ institutionId, levelId });

/** A draft as its form sends it; its id was made with the form, so that a form that is sent twice is one draft. */
export const draftInput = placeInput.extend({
  id,
  formSlug: z.string().max(100),
  schoolYear: z.number().int().min(1990).max(2100),
  files,
});
export type DraftInput = z.infer<typeof draftInput>;

export const submissionInput = z.object({ id });
export const fileInput = z.object({ id, fileId: id });

/** Files that mend a submission that was returned; the key makes it one sending. */
export const repairInput = z.object({ id, key: id, message });

export const addFilesInput = z.object({ id, files });

export const handlingInput = z.object({
  id,
  key: id,
  handling: z.enum(['take-up', 'release', 'answer', 'return', 'finish']),
  message,
  files,
});
