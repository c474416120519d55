import { z } from 'zod';
import { entryKinds, institutionKinds } from '#apps/agenda/model.ts';
import { isId } from '#platform/ids.ts';

const day = z.iso.date();
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const id = z.string().refine((text): boolean => isId(text));
const levelId = z.number().int().min(1).max(7);

export const longest = { title: 150, description: 4000, place: 200, link: 500 } as const;

/** Which part of the agenda is asked for. */
export const entriesInput = z.object({
  /** Only this level; null: all levels at which the actor stands. */
  levelId: levelId.nullable(),
  /** Narrows the levels further; empty: all. */
  levels: z.array(levelId).max(7),
  /** Empty: all kinds. */
  kinds: z.array(z.enum(entryKinds)).max(4),
  /** First and last day; null: without end on that side. */
  from: day.nullable(),
  until: day.nullable(),
  /** `later`: soonest first. `earlier`: most recent first. */
  direction: z.enum(['later', 'earlier']),
  skip: z.number().int().min(0).max(1000),
  limit: z.number().int().min(1).max(500),
});
export type EntriesInput = z.infer<typeof entriesInput>;

/** What an editor enters, once days and times are understood. */
export const itemInput = z.object({
  organiserId: z.number().int().positive(),
  kind: z.enum(['milestone', 'event']),
  title: z.string().min(1).max(longest.title),
  description: z.string().max(longest.description),
  begins: day,
  ends: day,
  beginsAt: time.nullable(),
  endsAt: time.nullable(),
  place: z.string().max(longest.place),
  link: z.union([z.literal(''), z.url({ protocol: /^https?$/ }).max(longest.link)]),
  levels: z.array(levelId).min(1).max(7),
  kinds: z.array(z.enum(institutionKinds)).max(3),
});
export type ItemInput = z.infer<typeof itemInput>;

export const addInput = itemInput.extend({ key: z.uuid() });
export const changeInput = itemInput.omit({ organiserId: true }).extend({
  itemId: id,
  /** The revision that was shown: what somebody else changed meanwhile is not overwritten. */
  revision: z.number().int().min(0),
});
export const itemId = z.object({ itemId: id });
export const cancelInput = itemId.extend({ cancelled: z.boolean() });
export const ownItemsInput = z.object({ past: z.boolean(), skip: z.number().int().min(0).max(10_000) });
