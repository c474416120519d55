import { z } from 'zod';
import { longest, shortestPurpose } from '#apps/emergency-numbers/model.ts';
import { isId } from '#platform/ids.ts';

const id = z.string().refine((text): boolean => isId(text));
const institutionId = z.number().int().min(1).max(999_999);
const sealed = z.instanceof(Buffer);

export const institutionInput = z.object({ institutionId });
export const numberInput = z.object({ numberId: id });
const details = {
  holderId: id.nullable(),
  label: z.string().min(1).max(longest.label),
  callOrder: z.number().int().min(1).max(9),
  from: z.iso.date().nullable(),
  until: z.iso.date().nullable(),
};
export const registerInput = z.object({ institutionId, key: z.uuid(), sealed, ...details });
/** Without a new number the one that is there stays. */
export const changeInput = z.object({ numberId: id, sealed: sealed.nullable(), ...details });

export const readInput = z.object({
  institutionId,
  caseNumber: z.string().min(1).max(longest.caseNumber),
  purpose: z.string().min(shortestPurpose).max(longest.purpose),
});
