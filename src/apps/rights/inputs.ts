import { z } from 'zod';
import { isId } from '#platform/ids.ts';

const id = z.string().refine((text): boolean => isId(text));
const day = z.iso.date();
const organisation = z.number().int().positive();

/** What a right is, as step 3 and its form send it; days are read from dd/mm/jjjj before they come here. */
export const grantInput = z.object({
  organisationId: organisation,
  personId: id,
  entitlementId: z.string().regex(/^[a-z-]{1,60}$/),
  contexts: z.array(z.string().max(100)).max(50),
  from: day,
  until: day,
});
export type GrantInput = z.infer<typeof grantInput>;

export const keyedGrantInput = grantInput.extend({ key: z.uuid() });
export type KeyedGrantInput = z.infer<typeof keyedGrantInput>;

export const longestReason = 500;

export const endInput = z.object({
  grantId: id,
  mode: z.enum(['today', 'at-once']),
  reason: z.string().trim().max(longestReason),
});
