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

const safeUrl = z
  .url({ protocol: /^https$/ })
  .max(500)
  .refine((address) => !/[#\s]/.test(address), 'must have no fragment');

/** As what the identity provider knows a linked application. */
const clientSchema = z.strictObject({
  id: z.string().regex(/^[!-~]{1,200}$/, 'must be letters, digits and signs without spaces'),
  /** Where the provider may send people back: exactly these. */
  redirectUrls: z
    .array(safeUrl)
    .min(1)
    .max(20)
    .refine((urls) => new Set(urls).size === urls.length, 'names an address twice'),
  /** Where a sign-in for one organisation begins; null: people are led to the address and sign in there by themselves. */
  initiateLoginUrl: safeUrl
    .refine((address) => !/[?&](iss|login_hint|target_link_uri)=/.test(address), 'must not carry what we add')
    .nullable(),
});

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
  client: clientSchema.nullable().default(null),
  /** The rights that it may know of, each with the name in its role claims: one that can be read in one way only (R22). */
  roles: z
    .record(z.string().regex(/^[a-z-]{1,60}$/), z.string().regex(/^[^-:\s]{1,80}$/, 'must hold no "-", ":" or space'))
    .refine((roles) => new Set(Object.values(roles)).size === Object.keys(roles).length, 'gives one name to two rights')
    .default({}),
  /** Where it is told of given and ended rights; null: nowhere. */
  webhookUrl: z
    .url({ protocol: /^https?$/ })
    .max(500)
    .refine((address) => !/[#\s]/.test(address), 'must have no fragment')
    .nullable()
    .default(null),
});
export const linksSchema = z.array(linkSchema);
export type Link = z.infer<typeof linkSchema>;
