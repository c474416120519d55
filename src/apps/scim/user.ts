import { createHash } from 'node:crypto';
import { z } from 'zod';
import { categories, genders } from '#apps/rights/index.ts';
import { ScimRefused } from '#apps/scim/errors.ts';
import { coreSchema, extensionSchema, properName, scimBase, withProperNames } from '#apps/scim/names.ts';
import { writeQualified } from '#apps/scim/qualified-right.ts';

/** A relation that runs or will run, within the institutions of the client. */
export interface UserRelation {
  id: string;
  organisationId: number;
  organisation: string;
  category: string;
  begin: string | null;
  end: string | null;
}

/** A right that counts or will count, within the institutions of the client; never one that ended (R12). */
export interface UserRight {
  id: string;
  right: string;
  name: string;
  organisationId: number;
  organisation: string;
  category: string;
  contexts: readonly string[];
  begin: string;
  end: string;
  cause: 'automatic' | 'manual' | 'imported';
}

/** A person as a client sees him. */
export interface StoredUser {
  id: string;
  userName: string;
  externalId: string | null;
  givenName: string;
  familyName: string;
  email: string | null;
  /** Whether any of the rights counts today. */
  active: boolean;
  relations: readonly UserRelation[];
  rights: readonly UserRight[];
  createdAt: Date;
  changedAt: Date;
}

// Some programs write true and false as texts.
const truth = z.preprocess(
  (value) => (typeof value === 'string' ? ({ true: true, false: false }[value.toLowerCase()] ?? value) : value),
  z.boolean(),
);

const wishedRelation = z.object({
  organisation: z.string().meta({ examples: ['034793'] }),
  category: z.enum(categories).optional(),
  begin: z.iso.date().nullish(),
  end: z.iso.date().nullish().meta({ description: 'Last day; left out: open' }),
});
export type WishedRelation = z.output<typeof wishedRelation>;

const wishedRight = z.object({
  right: z.string().regex(/^[a-z-]{1,60}$/),
  organisation: z.string(),
  contexts: z.array(z.string().max(100)).max(50).default([]),
  begin: z.iso.date().nullish(),
  end: z.iso.date().meta({ description: 'Last day' }),
});
export type WishedRight = z.output<typeof wishedRight>;

const extensionInput = z.object({
  workRelations: z.array(wishedRelation).max(200).optional(),
  rights: z.array(wishedRight).max(500).optional().meta({ description: 'Only of a client that may give rights' }),
  nationalNumber: z.string().max(40).optional().meta({ description: 'Needed to register; never answered' }),
  gender: z.enum(genders).optional(),
  birthDate: z.iso.date().optional(),
});

/** What a program says somebody is; what is not known here is left aside (RFC 7644 §3.3). */
export const userInput = z.object({
  schemas: z.array(z.string()),
  userName: z.string().trim().min(1).max(254),
  externalId: z.string().trim().min(1).max(254).nullish(),
  name: z
    .object({ givenName: z.string().trim().max(100).optional(), familyName: z.string().trim().max(100).optional() })
    .optional(),
  emails: z
    .array(z.object({ value: z.email().max(254) }))
    .max(200)
    .optional(),
  active: truth.optional(),
  [extensionSchema]: extensionInput.optional(),
});
export type UserInput = z.output<typeof userInput>;

const readOnlyParts = z.object({ value: z.string(), display: z.string().optional(), type: z.string() });

/** What is answered of somebody. */
export const userOutput = z.object({
  schemas: z.array(z.string()),
  id: z.uuid(),
  externalId: z.string().optional(),
  userName: z.string(),
  name: z.object({ formatted: z.string(), givenName: z.string(), familyName: z.string() }),
  displayName: z.string(),
  active: z.boolean().meta({ description: 'Whether any right counts today' }),
  emails: z.array(z.object({ value: z.string(), type: z.string(), primary: z.boolean() })),
  entitlements: z.array(readOnlyParts),
  roles: z.array(readOnlyParts),
  [extensionSchema]: z.object({
    workRelations: z.array(
      wishedRelation.extend({
        value: z.string(),
        category: z.string(),
        begin: z.string().nullable(),
        end: z.string().nullable(),
      }),
    ),
    rights: z.array(
      wishedRight.extend({ value: z.string(), contexts: z.array(z.string()), begin: z.string(), cause: z.string() }),
    ),
  }),
  meta: z.object({
    resourceType: z.literal('User'),
    created: z.string(),
    lastModified: z.string(),
    location: z.string(),
    version: z.string(),
  }),
});
export type ScimUser = z.output<typeof userOutput>;

/** Reads what a program sent; refuses what cannot be, with the attribute that is wrong. */
export function readUser(body: unknown): UserInput {
  const outcome = userInput.safeParse(withProperNames(body));
  if (!outcome.success) {
    const [issue] = outcome.error.issues;
    throw new ScimRefused(400, `${issue?.path.join('.') || 'The body'}: ${issue?.message}`, 'invalidValue');
  }
  if (!outcome.data.schemas.some((schema) => schema.toLowerCase() === coreSchema.toLowerCase()))
    throw new ScimRefused(400, `schemas must hold ${coreSchema}`, 'invalidValue');
  return outcome.data;
}

/** Somebody as RFC 7643 writes a user, with rights and contexts in simple and in fully qualified form (rights, 9.5). */
export function toScim(user: StoredUser, baseUrl: string): ScimUser {
  const formatted = `${user.givenName} ${user.familyName}`;
  const codes = [...new Set(user.relations.map(({ organisation }) => organisation))];
  const { email } = user;
  const content = {
    schemas: [coreSchema, extensionSchema],
    id: user.id,
    ...(user.externalId !== null && { externalId: user.externalId }),
    userName: user.userName,
    name: { formatted, givenName: user.givenName, familyName: user.familyName },
    displayName: formatted,
    active: user.active,
    emails: email === null ? [] : codes.map((type, at) => ({ value: email, type, primary: at === 0 })),
    entitlements: user.rights.map(({ right, name, organisation }) => ({
      value: right,
      display: name,
      type: organisation,
    })),
    roles: user.rights.flatMap(({ contexts, name, organisation }) =>
      contexts.map((context) => ({ value: context, display: name, type: organisation })),
    ),
    [extensionSchema]: {
      workRelations: user.relations.map(({ id, organisation, category, begin, end }) => ({
        value: id,
        organisation,
        category,
        begin,
        end,
      })),
      rights: user.rights.map((right) => ({
        value: writeQualified(right),
        right: right.right,
        organisation: right.organisation,
        contexts: [...right.contexts],
        begin: right.begin,
        end: right.end,
        cause: right.cause,
      })),
    },
  };
  return {
    ...content,
    meta: {
      resourceType: 'User',
      created: user.createdAt.toISOString(),
      lastModified: user.changedAt.toISOString(),
      location: `${baseUrl}${scimBase}/Users/${user.id}`,
      version: versionOf(content),
    },
  } as ScimUser;
}

// Of what is answered, so that whatever changes it, a day that passes too, is another version.
const versionOf = (content: unknown): string =>
  `W/"${createHash('sha256').update(JSON.stringify(content)).digest('base64url').slice(0, 22)}"`;

/** Only, or all but, the attributes that were asked for; `id` and `schemas` always (RFC 7644 §3.9). */
export function project(
  user: ScimUser,
  wanted: readonly string[],
  unwanted: readonly string[],
): Record<string, unknown> {
  const always = new Set(['id', 'schemas']);
  if (wanted.length > 0) {
    const chosen = wanted.map(splitPath);
    return pick(user, (name) => always.has(name) || chosen.some(([first]) => first === name), chosen);
  }
  const dropped = unwanted.map(splitPath).filter(([first, second]) => second === undefined && !always.has(first ?? ''));
  return pick(user, (name) => !dropped.some(([first]) => first === name), []);
}

function splitPath(path: string): string[] {
  const whole = [coreSchema, extensionSchema].find((schema) => path.toLowerCase().startsWith(schema.toLowerCase()));
  const rest = whole ? path.slice(whole.length + 1) : path;
  const steps = rest === '' ? [] : rest.split('.').map(properName);
  return whole === extensionSchema ? [extensionSchema, ...steps] : steps;
}

function pick(
  user: ScimUser,
  keeps: (name: string) => boolean,
  chosen: readonly (readonly string[])[],
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(user)
      .filter(([name]) => keeps(name))
      .map(([name, value]): [string, unknown] => {
        const parts = chosen.filter(([first]) => first === name).flatMap(([, second]) => second ?? []);
        const whole = chosen.some(([first, second]) => first === name && second === undefined);
        if (whole || parts.length === 0) return [name, value];
        return [name, Array.isArray(value) ? value.map((one) => only(one, parts)) : only(value, parts)];
      }),
  );
}

const only = (value: unknown, parts: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(Object.entries(value as object).filter(([name]) => parts.includes(name)));
