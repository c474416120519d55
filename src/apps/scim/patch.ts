import { z } from 'zod';
import { ScimRefused } from '#apps/scim/errors.ts';
import { parseFilter, stepsOf, type Filter } from '#apps/scim/filter.ts';
import { matches } from '#apps/scim/matches.ts';
import { extensionSchema, patchSchema, properName, withProperNames } from '#apps/scim/names.ts';
import type { ScimUser } from '#apps/scim/user.ts';

const patchInput = z.object({
  schemas: z.array(z.string()),
  Operations: z
    .array(
      z.object({
        // Some programs write Add, Replace and Remove with a capital.
        op: z
          .string()
          .transform((op) => op.toLowerCase())
          .pipe(z.enum(['add', 'replace', 'remove'])),
        path: z.string().min(1).max(1000).optional(),
        value: z.unknown().optional(),
      }),
    )
    .min(1)
    .max(200),
});
export { patchInput };

type Operation = z.output<typeof patchInput>['Operations'][number];
type Fields = Record<string, unknown>;

/** What a client may change; everything else follows from it, or from elsewhere. */
const changeable = new Set(['userName', 'externalId', 'name', 'active', 'emails', extensionSchema]);

interface Target {
  /** Steps to the attribute, with proper names. */
  steps: string[];
  /** Which elements of the list at those steps. */
  filter: Filter | null;
  /** A part of those elements. */
  part: string | null;
}

/** Applies the operations of RFC 7644 §3.5.2 to somebody as he is, and answers what a program would then put. */
export function applyPatch(user: ScimUser, body: unknown): Fields {
  const outcome = patchInput.safeParse(withProperNames(body));
  if (!outcome.success || !outcome.data.schemas.includes(patchSchema)) {
    const issue = outcome.error?.issues[0];
    const detail = issue
      ? `${issue.path.join('.') || 'The body'}: ${issue.message}`
      : `schemas must hold ${patchSchema}`;
    throw new ScimRefused(400, detail, 'invalidSyntax');
  }
  const before = structuredClone(user) as unknown as Fields;
  // Computed: said only by an operation that says it.
  const { active: _, ...after } = structuredClone(before);
  for (const operation of outcome.data.Operations) applyOne(after, operation);
  return withoutUntouched(before, after);
}

/** What was not touched is not said. */
function withoutUntouched(before: Fields, after: Fields): Fields {
  const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
  const { emails, [extensionSchema]: extension, ...rest } = after;
  const [old, current] = [before[extensionSchema] as Fields, (extension ?? {}) as Fields];
  return {
    ...rest,
    ...(!same(emails, before['emails']) && { emails }),
    [extensionSchema]: Object.fromEntries(Object.entries(current).filter(([name, value]) => !same(value, old[name]))),
  };
}

function applyOne(user: Fields, { op, path, value }: Operation): void {
  if (op !== 'remove' && value === undefined) throw new ScimRefused(400, `${op} needs a value`, 'invalidValue');
  if (path === undefined) {
    if (op === 'remove') throw new ScimRefused(400, 'remove needs a path', 'noTarget');
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      throw new ScimRefused(400, 'Without a path the value must be an object', 'invalidValue');
    for (const [name, part] of Object.entries(value)) setAt(user, targetOf(name), op, part);
    return;
  }
  setAt(user, targetOf(path), op, value);
}

function targetOf(path: string): Target {
  const found = /^([^[\]]+)(?:\[(.*)\](?:\.([\w$-]+))?)?$/s.exec(path.trim());
  if (!found) throw new ScimRefused(400, `${path} is no path`, 'invalidPath');
  const steps = stepsOf(found[1] ?? '').map(properName);
  const [first = ''] = steps;
  if (!changeable.has(first)) {
    const isKnown = ['id', 'meta', 'schemas', 'displayName', 'entitlements', 'roles'].includes(first);
    if (isKnown) throw new ScimRefused(400, `${first} cannot be changed`, 'mutability');
    throw new ScimRefused(400, `${path} does not exist`, 'invalidPath');
  }
  return {
    steps,
    filter: found[2] === undefined ? null : parseFilter(found[2]),
    part: found[3] === undefined ? null : properName(found[3]),
  };
}

function setAt(user: Fields, { steps, filter, part }: Target, op: Operation['op'], value: unknown): void {
  let at: Fields = user;
  for (const step of steps.slice(0, -1)) {
    const next = at[step];
    if (typeof next !== 'object' || next === null || Array.isArray(next))
      throw new ScimRefused(400, `${steps.join('.')} has no such part`, 'invalidPath');
    at = next as Fields;
  }
  const last = steps.at(-1) ?? '';
  if (filter) at[last] = changeElements(at[last], { filter, part }, op, value);
  else if (op === 'remove') delete at[last];
  else at[last] = op === 'add' ? added(at[last], value) : merged(at[last], value);
}

function changeElements(
  list: unknown,
  { filter, part }: { filter: Filter; part: string | null },
  op: Operation['op'],
  value: unknown,
): unknown[] {
  const elements = Array.isArray(list) ? (list as Fields[]) : [];
  if (!elements.some((element) => matches(element, filter))) {
    if (op === 'remove') return elements;
    throw new ScimRefused(400, 'Nothing fits the filter of the path', 'noTarget');
  }
  return elements.flatMap((element) => {
    if (!matches(element, filter)) return [element];
    if (op === 'remove' && part === null) return [];
    if (part === null) return [op === 'add' ? { ...element, ...(value as Fields) } : (value as Fields)];
    const { [part]: _, ...others } = element;
    return [op === 'remove' ? others : { ...others, [part]: value }];
  });
}

/** Adding to a list adds what is not there yet; adding to anything else puts it. */
function added(current: unknown, value: unknown): unknown {
  if (!Array.isArray(current)) return merged(current, value);
  const known = new Set(current.map((one) => JSON.stringify(one)));
  return [...(current as unknown[]), ...[value].flat().filter((one) => !known.has(JSON.stringify(one)))];
}

/** Of a complex attribute only the parts that are given change. */
function merged(current: unknown, value: unknown): unknown {
  const isComplex = (one: unknown): one is Fields => typeof one === 'object' && one !== null && !Array.isArray(one);
  return isComplex(current) && isComplex(value) ? { ...current, ...value } : value;
}
