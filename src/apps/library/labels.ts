import { sql } from 'kysely';
import { institutionOfScope, type Actor } from '#access/actor.ts';
import { narrowKeys, reachesNothing } from '#apps/library/keys.ts';
import { noFilter, type Confidentiality, type Facets } from '#apps/library/model.ts';
import { countedFor } from '#apps/library/visible.ts';
import { formatInstitutionNumber, parseInstitutionNumber } from '#directory/institution-number.ts';
import type { Messages } from '#i18n/index.ts';
import type { Db } from '#platform/db.ts';

export interface FacetLabels {
  themes: ReadonlyMap<number, string>;
  institutions: ReadonlyMap<number, string>;
}

/** Names of the themes and institutions that the filters show. */
export async function readFacetLabels(
  db: Db,
  facets: Facets,
  also: readonly number[],
  t: Messages,
): Promise<FacetLabels> {
  const themes = await db.selectFrom('themes').select(['id', 'name', 'confidentiality']).execute();
  const ids = [...new Set([...facets.institutions.map((facet) => facet.key), ...also])];
  const institutions =
    ids.length === 0
      ? []
      : await db.selectFrom('organisations').select(['id', 'name']).where('id', 'in', ids).execute();
  return {
    themes: new Map(
      themes.map((row) => [
        row.id,
        `${row.name} (${confidentialityWord(row.confidentiality as Confidentiality, t).toLowerCase()})`,
      ]),
    ),
    institutions: new Map(institutions.map((row) => [row.id, institutionLabel(row.id, row.name)])),
  };
}

export function institutionLabel(id: number, name: string): string {
  return `${formatInstitutionNumber(id)} ${name}`;
}

export function confidentialityWord(confidentiality: Confidentiality, t: Messages): string {
  const words = t.ui.confidentiality;
  return { open: words.open, confidential: words.confidential, 'very-confidential': words.veryConfidential }[
    confidentiality
  ];
}

const foundAtMost = 20;

/** Institutions with documents the actor may see, by number or part of the name: for a filter of thousands (DO-3). */
export async function searchVisibleInstitutions(db: Db, actor: Actor, text: string): Promise<number[]> {
  const keys = narrowKeys(actor.reach, noFilter);
  if (reachesNothing(keys)) return [];
  const number = parseInstitutionNumber(text);
  const pattern = `%${text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
  const { rows } = await sql<{ id: number }>`
    select o.id from organisations o
    where ${number === undefined ? sql`lower(o.name) like lower(${pattern})` : sql`o.id = ${number}`}
      and (
        exists (select 1 from document_counts d where d.institution_id = o.id and d.n > 0 and ${countedFor(keys)})
        or o.id = any(${actor.reach.shared.map(({ scope }) => institutionOfScope(scope))}::int[]))
    order by o.name, o.id limit ${foundAtMost}`.execute(db);
  return rows.map((row) => row.id);
}
