import type { Comparison, Filter, FilterValue } from '#apps/scim/filter.ts';

/** Whether a resource, or one element of a list in it, fits a filter (RFC 7644 §3.4.2.2). */
export function matches(resource: unknown, filter: Filter): boolean {
  switch (filter.kind) {
    case 'and':
      return filter.parts.every((part) => matches(resource, part));
    case 'or':
      return filter.parts.some((part) => matches(resource, part));
    case 'not':
      return !matches(resource, filter.part);
    case 'element':
      return valuesAt(resource, filter.path).some((element) => matches(element, filter.filter));
    case 'present':
      return valuesAt(resource, filter.path).some((value) => value !== null && value !== '');
    case 'compare': {
      const values = valuesAt(resource, filter.path).map(plainValue);
      const exact = ['id', 'externalid'].includes(filter.path.at(-1) ?? '');
      if (values.length === 0) return compares(null, filter, exact);
      return values.some((value) => compares(value, filter, exact));
    }
  }
}

/** Everything that stands at a path, through lists. */
function valuesAt(from: unknown, path: readonly string[]): unknown[] {
  if (from === undefined) return [];
  if (Array.isArray(from)) return from.flatMap((element) => valuesAt(element, path));
  const [step, ...rest] = path;
  if (step === undefined) return [from];
  if (typeof from !== 'object' || from === null) return [];
  const name = Object.keys(from).find((key) => key.toLowerCase() === step);
  return name === undefined ? [] : valuesAt((from as Record<string, unknown>)[name], rest);
}

/** A complex value is compared by its `value`. */
const plainValue = (value: unknown): unknown =>
  typeof value === 'object' && value !== null ? (valuesAt(value, ['value'])[0] ?? null) : value;

function compares(
  value: unknown,
  { operator, value: wanted }: { operator: Comparison; value: FilterValue },
  exact: boolean,
): boolean {
  if (typeof value === 'string' && typeof wanted === 'string') {
    const [one, other] = exact ? [value, wanted] : [value.toLowerCase(), wanted.toLowerCase()];
    return textTests[operator](one, other);
  }
  if (operator === 'eq') return value === wanted;
  return operator === 'ne' && value !== wanted;
}

const textTests: Readonly<Record<Comparison, (one: string, other: string) => boolean>> = {
  eq: (one, other) => one === other,
  ne: (one, other) => one !== other,
  co: (one, other) => one.includes(other),
  sw: (one, other) => one.startsWith(other),
  ew: (one, other) => one.endsWith(other),
  gt: (one, other) => one > other,
  ge: (one, other) => one >= other,
  lt: (one, other) => one < other,
  le: (one, other) => one <= other,
};
