import { z } from 'zod';
import { categories, genders } from '#apps/rights/registering.ts';
import { isId } from '#platform/ids.ts';

const id = z.string().refine((text): boolean => isId(text));
const day = z.iso.date();
/** So many at once, far above the largest campus. */
const mostAtOnce = 5000;
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

/** The same right for several people; all of them get the same period (003). */
export const manyInput = grantInput.omit({ personId: true }).extend({ personIds: z.array(id).min(1).max(mostAtOnce) });
export type ManyInput = z.infer<typeof manyInput>;

export const keyedManyInput = manyInput.extend({ key: z.uuid() });

export const longestReason = 500;
const reason = z.string().trim().max(longestReason);

const asked = z.object({
  organisationId: organisation,
  entitlementId: z.string().regex(/^[a-z-]{1,60}$/),
  theme: z.object({ themeId: z.number().int().min(1).max(127), levelId: z.number().int().min(1).max(7) }).nullable(),
});

/** What an address asks about; `askInput` is the whole request. */
export const askableInput = asked;

export const askInput = asked.extend({
  contexts: z.array(z.string().max(100)).max(50),
  until: day,
  reason,
});
export type AskInput = z.infer<typeof askInput>;

export const requestInput = z.object({ requestId: id });

export const approveInput = requestInput.extend({ until: day, contexts: z.array(z.string().max(100)).max(50) });

export const refuseInput = requestInput.extend({ reason });

export const chosenInput = z.object({ grantIds: z.array(id).min(1).max(mostAtOnce) });

export const endInput = chosenInput.extend({
  mode: z.enum(['today', 'later', 'at-once']),
  /** The last day that was chosen, for `later`. */
  day: day.optional(),
  reason: z.string().trim().max(longestReason),
  key: z.uuid(),
});

export const prolongPreviewInput = chosenInput.extend({ until: day.optional() });

export const prolongInput = chosenInput.extend({ until: day, key: z.uuid() });

export const selectionInput = z.object({ items: z.array(id).max(mostAtOnce) });

const name = z.string().trim().max(100);

export const identityInput = z.object({
  number: z.string().max(40),
  givenName: name,
  familyName: name,
  gender: z.enum(genders).nullable(),
  birthDate: day.nullable(),
});

/** How somebody is linked to an institution, and what he may do there at once (RI-1). */
export const linkInput = z.object({
  organisationId: organisation,
  category: z.enum(categories),
  from: day,
  until: day.nullable(),
  right: z.object({ entitlementId: z.string().regex(/^[a-z-]{1,60}$/), until: day }).nullable(),
});

export const addRelationInput = z.object({ personId: id, link: linkInput, key: z.uuid() });

const relationIds = z.array(id).min(1).max(mostAtOnce);
const endOfRelation = z.object({ day, atOnce: z.boolean() });

export const endRelationsPreviewInput = z.object({ relationIds, end: endOfRelation });

export const endRelationsInput = endRelationsPreviewInput.extend({ reason, key: z.uuid() });

export const prolongRelationInput = z.object({ relationId: id, until: day.nullable() });
