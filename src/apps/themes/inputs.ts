import { z } from 'zod';

const levelId = z.number().int().min(1).max(7);

/** One institution at one level. */
export const placeInput = z.object({ institutionId: z.number().int().min(1).max(999_999), levelId });

export const levelInput = z.object({ levelId });

/** One cell, and the version of it that was seen; without `seen` the present state is accepted whatever it is. */
export const tickInput = placeInput.extend({
  personId: z.uuid(),
  themeId: z.number().int().min(1).max(127),
  seen: z.number().int().min(0).optional(),
});

/** The whole grid as a plain form sends it. */
export const gridInput = placeInput.extend({
  shown: z.array(z.uuid()).max(5000),
  seen: z.string().max(200_000),
  /** `person:theme` of every ticked box. */
  ticks: z.array(z.string().max(50)).max(100_000),
  all: z.uuid().nullable(),
});

export type TickInput = z.infer<typeof tickInput>;
export type GridInput = z.infer<typeof gridInput>;
