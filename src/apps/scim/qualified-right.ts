/** A right in the fully qualified form of the access gateway: `[orgCode]-[category:…],[context:…]-[right]` (rights, 9.5). */
export interface QualifiedRight {
  /** Code of the organisation: six digits or an OVO code. */
  organisation: string;
  category: string;
  contexts: readonly string[];
  right: string;
}

/** Signs that divide the form are written as percent codes in the parts, so that reading is the inverse of writing (R22). */
export function writeQualified({ organisation, category, contexts, right }: QualifiedRight): string {
  if (!/^[0-9A-Z]+$/.test(organisation)) throw new Error('an organisation code holds letters and digits only');
  const parts = [`category:${escape(category)}`, ...contexts.map((context) => `context:${escape(context)}`)];
  return `${organisation}-${parts.join(',')}-${right}`;
}

/** Null: it does not have the form. */
export function readQualified(text: string): QualifiedRight | null {
  const found = /^([0-9A-Z]+)-([^-]*)-(.+)$/s.exec(text);
  const [, organisation = '', middle = '', right = ''] = found ?? [];
  const [first, ...rest] = middle.split(',');
  if (!found || !first?.startsWith('category:') || !rest.every((part) => part.startsWith('context:'))) return null;
  try {
    return {
      organisation,
      category: decodeURIComponent(first.slice('category:'.length)),
      contexts: rest.map((part) => decodeURIComponent(part.slice('context:'.length))),
      right,
    };
  } catch {
    return null;
  }
}

const escape = (text: string): string => encodeURIComponent(text).replaceAll('-', '%2D');
