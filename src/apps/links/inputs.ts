import { z } from 'zod';
import type { EntitlementId } from '#access/actor.ts';
import type { Rule } from '#access/rule.ts';

/** A rule as data, as deep as an operator writes it. */
export const ruleSchema: z.ZodType<Rule> = z.lazy(() =>
  z.discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('holds'),
      entitlement: z.string().regex(/^[a-z-]{1,60}$/) as unknown as z.ZodType<EntitlementId>,
    }),
    z.strictObject({ kind: z.literal('theme'), themeId: z.number().int().min(1).max(127) }),
    z.strictObject({ kind: z.literal('all'), rules: z.array(ruleSchema).min(1) }),
    z.strictObject({ kind: z.literal('any'), rules: z.array(ruleSchema).min(1) }),
  ]),
);

/** One linked application as an operator writes it in a file. */
export const linkSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z-]{1,39}$/),
  name: z.strictObject({ nl: z.string().min(1).max(80), en: z.string().min(1).max(80) }),
  description: z.strictObject({ nl: z.string().max(200), en: z.string().max(200) }),
  /** null: known, but shown to nobody. */
  url: z
    .url({ protocol: /^https$/ })
    .max(500)
    .nullable(),
  levels: z.array(z.number().int().min(1).max(7)).min(1),
  /** null: every institution of the levels. */
  institutions: z.array(z.number().int().min(1).max(999_999)).min(1).nullable(),
  rule: ruleSchema,
});
export const linksSchema = z.array(linkSchema);
export type Link = z.infer<typeof linkSchema>;
