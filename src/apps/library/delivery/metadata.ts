import { z } from 'zod';
import { reason, type Reason, type RefusalCode } from '#apps/library/delivery/reasons.ts';
import { parseInstitutionNumber } from '#directory/institution-number.ts';
import { levels, type LevelId } from '#directory/levels.ts';
import { parseSchoolYear, schoolYearOf } from '#directory/school-year.ts';
import { brusselsToday } from '#platform/clock.ts';

/** Documents are made for the school year that comes, seldom for the one after; further on is a typing error. */
const yearsAhead = 2;

const code = (refusal: RefusalCode): RefusalCode => refusal;

/** One line of text as people read it: no control signs, no runs of white space. */
const line = (missing: RefusalCode, tooLong: RefusalCode, max: number) =>
  z.string({ error: missing }).transform(tidy).pipe(z.string().min(1, missing).max(max, tooLong));

const optionalLine = (invalid: RefusalCode, pattern: RegExp, max: number) =>
  z
    .string({ error: invalid })
    .transform(tidy)
    .pipe(z.union([z.literal(''), z.string().max(max, invalid).regex(pattern, invalid)], { error: invalid }))
    .transform((text) => text || null)
    .nullish()
    .transform((text) => text ?? null);

const institution = z
  .union([z.string(), z.int()], { error: code('institution-invalid') })
  .transform((value, context) => parseInstitutionNumber(String(value)) ?? refuse(context, 'institution-invalid'))
  .meta({ description: 'Institution number, with or without leading zeros', examples: ['034793', 34793] });

const level = z
  .string({ error: code('level-unknown') })
  .transform((value, context): LevelId => {
    const wanted = value.trim().toLowerCase();
    const found = levels.find((candidate) => candidate.slug === wanted || candidate.code === wanted);
    return found?.id ?? refuse(context, 'level-unknown');
  })
  .meta({
    description: `Education level: ${levels.map(({ slug, code: name }) => `${slug} or ${name}`).join(', ')}`,
    examples: ['basisonderwijs'],
  });

const schoolYear = z
  .union([z.string(), z.int()], { error: code('school-year-invalid') })
  .transform((value, context) => {
    const year = parseSchoolYear(String(value));
    const isPossible = year !== undefined && year <= schoolYearOf(brusselsToday()) + yearsAhead;
    return isPossible ? year : refuse(context, 'school-year-invalid');
  })
  .meta({ description: 'School year, or the year in which it starts', examples: ['2026-2027', 2026] });

const reference = z
  .string({ error: code('reference-missing') })
  .trim()
  .min(1, code('reference-missing'))
  .max(200, code('reference-too-long'))
  // A reference is compared sign by sign: what cannot be seen would make two of what looks like one.
  .refine((text) => !/[\p{Cc}\p{Cs}\u2028\u2029]/u.test(text), code('reference-invalid'))
  .meta({
    description: 'Your own name for the document: the same reference is the same document',
    examples: ['OMK-1'],
  });

const contact = z.strictObject(
  {
    name: line('contact-name-missing', 'contact-name-too-long', 200).meta({ examples: ['Team Omkadering'] }),
    phone: optionalLine('contact-phone-invalid', /^[+\d(][\d\s()./-]*\d[\d\s()./-]*$/, 50),
    email: optionalLine('contact-email-invalid', z.regexes.email, 254),
  },
  { error: code('contact-name-missing') },
);

/** What a delivering service says about a document (DO-10): checked here, and described in OpenAPI from here. */
export const deliveryMetadata = z.strictObject({
  reference,
  institution,
  level,
  theme: z
    .string({ error: code('theme-unknown') })
    .transform((slug) => slug.trim().toLowerCase())
    .meta({ description: 'Slug of the theme', examples: ['omkadering-en-toelagen-openbaar'] }),
  schoolYear,
  title: line('title-missing', 'title-too-long', 300).meta({ examples: ['Berekening van de omkadering'] }),
  contact,
  confidentiality: z
    .enum(['open', 'confidential', 'very-confidential'], { error: code('confidentiality-invalid') })
    .meta({ description: 'Must be that of the theme: a check that the right theme was meant' }),
  fileName: z
    .string({ error: code('file-name-too-long') })
    .max(255, code('file-name-too-long'))
    .optional()
    .meta({ description: 'Name under which people keep the file; without it the name of the part' }),
});

/** Operators may also say when a document was published: for a migration, and for the demo. */
const operatorMetadata = deliveryMetadata.extend({
  publishedAt: z
    .union([z.date(), z.iso.datetime({ offset: true }).transform((text) => new Date(text))], {
      error: code('published-at-invalid'),
    })
    .optional(),
});

export type DeliveryMetadata = z.input<typeof operatorMetadata>;
export type CheckedMetadata = z.output<typeof operatorMetadata>;

/** The metadata in our own terms, or everything that is wrong with it. */
export function checkMetadata(
  metadata: unknown,
  sender: 'service' | 'system',
): { metadata: CheckedMetadata } | { reasons: Reason[] } {
  const schema = sender === 'system' ? operatorMetadata : deliveryMetadata;
  const parsed = schema.safeParse(metadata);
  return parsed.success ? { metadata: parsed.data } : { reasons: parsed.error.issues.flatMap(reasonsOf) };
}

function reasonsOf(issue: z.core.$ZodIssue): Reason[] {
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => reason('field-unknown', { name: [...issue.path, key].join('.') }));
  if (issue.path.length === 0) return [reason('metadata-invalid')];
  return [reason(issue.message as RefusalCode)];
}

function refuse(context: z.RefinementCtx, refusal: RefusalCode): never {
  context.addIssue({ code: 'custom', message: refusal });
  return z.NEVER;
}

function tidy(text: string): string {
  return text
    .toWellFormed()
    .normalize('NFC')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
}
