/** What a person can tick to narrow the list; an empty part does not narrow (DO-3). */
export interface DocumentFilter {
  levels: readonly number[];
  themes: readonly number[];
  schoolYears: readonly number[];
  institutions: readonly number[];
  /** People who shared with the reader: only what they shared. */
  sharers: readonly string[];
}

export const noFilter: DocumentFilter = { levels: [], themes: [], schoolYears: [], institutions: [], sharers: [] };

export type FileKind = 'pdf' | 'docx' | 'xlsx' | 'pptx' | 'odt' | 'ods' | 'txt' | 'csv' | 'png' | 'jpg';
export type Confidentiality = 'open' | 'confidential' | 'very-confidential';

/** One document in a list. */
export interface DocumentSummary {
  id: string;
  title: string;
  institutionId: number;
  institutionName: string;
  levelId: number;
  themeId: number;
  themeName: string;
  confidentiality: Confidentiality;
  schoolYear: number;
  publishedAt: Date;
  fileKind: FileKind;
  fileBytes: number;
  unsearchable: string | null;
  /** Name of whom shared it with the reader; null where the reader holds it by a right of his own. */
  sharedBy: string | null;
}

/** A place in the list, newest first: rows after it are older. The id breaks ties, so that paging never skips or repeats. */
export interface Cursor {
  publishedAt: Date;
  id: string;
}

export type Order = 'newest' | 'relevance';

export const pageSize = 50;
/** With a word, counting stops here; the page then says "minstens". */
export const countLimit = 25_000;

export interface Facet {
  key: number;
  count: number;
}

/** Counts per filter, each with the other filters applied, over what the actor may see and nothing else (P3). */
export interface Facets {
  total: number;
  /** Counting stopped early: there are so many or more. */
  totalAtLeast: boolean;
  /** Likewise for the counts per filter. */
  atLeast: boolean;
  levels: readonly Facet[];
  themes: readonly Facet[];
  schoolYears: readonly Facet[];
  institutions: readonly Facet[];
  sharers: readonly SharerFacet[];
}

/** How many of the documents of a list one person shared with the reader; always exact. */
export interface SharerFacet {
  id: string;
  name: string;
  count: number;
}

export function encodeCursor(cursor: Cursor): string {
  return `${cursor.publishedAt.getTime().toString(36)}.${cursor.id}`;
}

/** A cursor from an address, or null when somebody changed it. */
export function decodeCursor(text: string | null): Cursor | null {
  const parts = /^([0-9a-z]{1,12})\.([0-9a-f]{8}-[0-9a-f-]{27})$/.exec(text ?? '');
  if (!parts) return null;
  const publishedAt = new Date(parseInt(parts[1] ?? '', 36));
  return Number.isNaN(publishedAt.getTime()) ? null : { publishedAt, id: parts[2] ?? '' };
}
