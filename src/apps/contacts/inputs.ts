import { z } from 'zod';
import { contactKinds, isPhone } from '#apps/contacts/model.ts';
import { isId } from '#platform/ids.ts';

export const longestName = 150;

const id = z.string().refine((text): boolean => isId(text));
export const institutionInput = z.object({ institutionId: z.number().int().min(1).max(999_999) });
export const contactInput = z.object({
  kind: z.enum(contactKinds),
  name: z.string().min(1).max(longestName),
  phone: z.string().refine((text) => text === '' || isPhone(text)),
  email: z.union([z.literal(''), z.email().max(254)]),
});
export type ContactInput = z.infer<typeof contactInput>;

export const addInput = contactInput.extend({ key: z.uuid() });
export const changeInput = contactInput
  .omit({ kind: true })
  .extend({ contactId: id, revision: z.number().int().min(0) });
export const contactId = z.object({ contactId: id });
export const assignInput = institutionInput.extend({
  /** Per kind the contact, or null for none; a kind that is left out stays as it is. */
  contacts: z.partialRecord(z.enum(contactKinds), id.nullable()),
});
export const ownContactsInput = z.object({
  levelId: z.number().int().min(1).max(7).nullable(),
  text: z.string().max(200),
  skip: z.number().int().min(0).max(5000),
});
