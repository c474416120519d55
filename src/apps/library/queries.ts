import { sql } from 'kysely';
import { z } from 'zod';
import type { Actor } from '#access/actor.ts';
import { allowed, unknown, view } from '#access/use-case.ts';
import { countFacets, wholeOf, type FacetQuestion } from '#apps/library/facets.ts';
import { findDocuments } from '#apps/library/find.ts';
import { narrowKeys } from '#apps/library/keys.ts';
import { listHits } from '#apps/library/list.ts';
import type { Hit, ListQuestion } from '#apps/library/look.ts';
import {
  noFilter,
  pageSize,
  type Cursor,
  type DocumentFilter,
  type DocumentSummary,
  type Facets,
  type Order,
} from '#apps/library/model.ts';
import { countSharers, namesOfSharers } from '#apps/library/sharing/received.ts';
import { visibleTo } from '#apps/library/visible.ts';
import { splitWords } from '#apps/library/words.ts';
import type { Db } from '#platform/db.ts';
import { isId } from '#platform/ids.ts';
import { fragments, markTitle, type Piece } from '#platform/text/fragments.ts';
import { parseSearch, type SearchQuery } from '#platform/text/search-query.ts';

const ids = z.array(z.number().int().nonnegative()).max(5000).readonly();
const people = z.array(z.uuid()).max(500).readonly();

export const searchInput = z.object({
  /** The level of the tab, or null for Alle documenten. */
  levelId: z.number().int().min(1).max(7).nullable(),
  search: z.string().max(4000),
  filter: z.object({ levels: ids, themes: ids, schoolYears: ids, institutions: ids, sharers: people }),
  /** Institutions whose counts are shown besides the ticked ones: what the filter's own search found. */
  institutionsToo: ids,
  order: z.enum(['newest', 'relevance']),
  from: z.object({ publishedAt: z.date(), id: z.uuid() }).nullable(),
  direction: z.enum(['older', 'newer']),
  skip: z.number().int().min(0).max(1000),
});
export type SearchInput = z.infer<typeof searchInput>;

export interface FoundDocument extends DocumentSummary {
  titlePieces: readonly Piece[];
  fragment: readonly Piece[];
}

export interface SearchResult {
  query: SearchQuery['kind'];
  order: Order;
  documents: readonly FoundDocument[];
  facets: Facets;
  older: Cursor | null;
  newer: Cursor | null;
  /** Relevance is paged by place, not by key. */
  nextSkip: number | null;
}

/** Alle documenten, or those of one level: what the actor may see, found, filtered, counted (DO-1, DO-2, DO-3, DO-11). */
export const searchDocuments = view({
  permission: 'library:list-documents',
  input: searchInput,
  load: async () => null,
  // The list itself is the decision: it holds what the actor reaches, which may be nothing.
  decide: () => allowed(),
  read: async (db, actor, _subject, input): Promise<SearchResult> => {
    const query = parseSearch(input.search);
    const words = await splitWords(db, query);
    const order = words ? input.order : 'newest';
    const question: FacetQuestion = {
      reach: actor.reach,
      fixedLevels: input.levelId === null ? [] : [input.levelId],
      filter: input.levelId === null ? input.filter : { ...input.filter, levels: [] },
      institutionIds: [...input.filter.institutions, ...input.institutionsToo],
    };
    const place = { from: input.from ?? undefined, direction: input.direction };
    const { hits, facets } = words
      ? await findDocuments(db, { ...question, ...place, words, order, skip: input.skip })
      : await newestWithCounts(db, question, place);
    const shown = pageOf(hits, input);
    return {
      query: query.kind,
      order,
      documents: await found(db, actor, shown, query),
      facets: { ...facets, sharers: await countSharers(db, question, words) },
      ...(order === 'relevance' ? byPlace(hits, input) : byKey(hits, shown, input)),
    };
  },
});

async function newestWithCounts(db: Db, question: FacetQuestion, place: Pick<ListQuestion, 'from' | 'direction'>) {
  const filter = wholeOf(question);
  return {
    hits: await listHits(db, { keys: narrowKeys(question.reach, filter), filter, ...place }),
    facets: await countFacets(db, question),
  };
}

/** The newest documents an actor may see, for the start page. */
export async function newestDocuments(db: Db, actor: Actor, most: number): Promise<FoundDocument[]> {
  const hits = await listHits(db, { keys: narrowKeys(actor.reach, noFilter), filter: noFilter });
  return found(db, actor, hits.slice(0, most), { kind: 'none' });
}

const documentInput = z.object({ id: z.uuid() });

export interface DocumentDetails extends Omit<DocumentSummary, 'sharedBy'> {
  contactName: string;
  contactPhone: string | null;
  contactEmail: string | null;
  fileName: string;
  fileSha256: string;
  version: number;
  serviceName: string;
}

/** One document that was opened; what the actor does not reach does not exist (P1, P3). */
export const openDocument = view({
  permission: 'library:read-document',
  input: documentInput,
  load: (db, actor, input) => findDocument(db, actor, input.id),
  decide: (_actor, document) => (document ? allowed() : unknown),
  read: async (_db, _actor, document) => document as DocumentDetails,
});

/** Permission and document in one statement: there is no moment between check and read. */
async function findDocument(db: Db, actor: Actor, id: string): Promise<DocumentDetails | null> {
  const { rows } = await sql<DocumentDetails>`
    select ${summaryColumns}, d.contact_name as "contactName", d.contact_phone as "contactPhone",
      d.contact_email as "contactEmail", d.file_name as "fileName", encode(d.file_sha256, 'hex') as "fileSha256",
      d.version, s.name as "serviceName"
    from documents d ${summaryJoins} join delivery_services s on s.id = d.service_id
    where d.id = ${id} and ${visibleTo(narrowKeys(actor.reach, noFilter))}`.execute(db);
  return rows[0] ?? null;
}

const summaryColumns = sql`
  d.id, d.title, d.institution_id as "institutionId", o.name as "institutionName", d.level_id as "levelId",
  d.theme_id as "themeId", t.name as "themeName", d.confidentiality, d.school_year as "schoolYear",
  d.published_at as "publishedAt", d.file_kind as "fileKind", d.file_bytes as "fileBytes", d.unsearchable`;
const summaryJoins = sql`join organisations o on o.id = d.institution_id join themes t on t.id = d.theme_id`;

async function found(db: Db, actor: Actor, hits: readonly Hit[], query: SearchQuery): Promise<FoundDocument[]> {
  if (hits.length === 0) return [];
  const wanted = hits.map((hit) => hit.id);
  const isSearch = query.kind === 'terms';
  const { rows } = await sql<Omit<DocumentSummary, 'sharedBy'> & { body: string | null }>`
    select ${summaryColumns}, ${isSearch ? sql`x.body` : sql`null`} as body
    from documents d ${summaryJoins} ${isSearch ? sql`left join document_texts x on x.document_id = d.id` : sql``}
    where d.id = any(${wanted}::uuid[])`.execute(db);
  const byId = new Map(rows.map((row) => [row.id, row]));
  const sharers = await namesOfSharers(db, actor.reach, wanted);
  return wanted.flatMap((id) => {
    const row = byId.get(id);
    if (!row) return [];
    const { body, ...summary } = row;
    return [
      {
        ...summary,
        sharedBy: sharers.get(id) ?? null,
        titlePieces: markTitle(summary.title, query),
        fragment: fragmentOf(body, summary, query),
      },
    ];
  });
}

// Pay overviews show no content in a list: opening one is logged, reading a fragment would not be (DO-9).
function fragmentOf(
  body: string | null,
  document: Pick<DocumentSummary, 'confidentiality'>,
  query: SearchQuery,
): readonly Piece[] {
  if (!body || document.confidentiality === 'very-confidential') return [];
  return fragments(body, query, { max: 1, length: 180 })[0]?.pieces ?? [];
}

function pageOf(hits: readonly Hit[], input: SearchInput): Hit[] {
  if (hits.length <= pageSize) return [...hits];
  // The surplus row lies at the far end of the direction of reading.
  return input.order === 'newest' && input.direction === 'newer' ? hits.slice(-pageSize) : hits.slice(0, pageSize);
}

function byPlace(hits: readonly Hit[], input: SearchInput) {
  return { older: null, newer: null, nextSkip: hits.length > pageSize ? input.skip + pageSize : null };
}

function byKey(hits: readonly Hit[], shown: readonly Hit[], input: SearchInput) {
  const more = hits.length > pageSize;
  const backwards = input.direction === 'newer';
  const cursor = (hit: Hit | undefined): Cursor | null => (hit ? { publishedAt: hit.published_at, id: hit.id } : null);
  return {
    older: backwards || more ? cursor(shown.at(-1)) : null,
    newer: (backwards ? more : input.from !== null) ? cursor(shown[0]) : null,
    nextSkip: null,
  };
}

/** Nobody ticks more by hand; every ticked value is an address of its own on the page. */
const tickedAtMost = 200;

/** The filter as numbers; what no level, theme, year or institution can be is left out. */
export function filterFrom(params: URLSearchParams): DocumentFilter {
  const numbers = (name: string, most: number): number[] =>
    [
      ...new Set(
        params
          .getAll(name)
          .filter((value) => /^\d{1,7}$/.test(value))
          .map(Number)
          .filter((value) => value <= most),
      ),
    ].slice(0, tickedAtMost);
  return {
    levels: numbers('niveau', 7),
    themes: numbers('thema', 127),
    schoolYears: numbers('schooljaar', 2100),
    institutions: numbers('instelling', 1_999_999),
    sharers: [...new Set(params.getAll('gedeeld-door').filter(isId))].slice(0, tickedAtMost),
  };
}
