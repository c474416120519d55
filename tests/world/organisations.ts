import { asSystem } from '#access/context.ts';
import type { LevelId } from '#directory/levels.ts';
import type { OrganisationKind } from '#directory/organisations.ts';
import type { Database } from '#platform/db.ts';

export interface School {
  id: number;
  name: string;
  levels: readonly LevelId[];
}

export interface OrganisationWishes {
  id?: number;
  name?: string;
  kind?: OrganisationKind;
  levels?: readonly LevelId[];
  /** Range of days it exists; without it always. */
  valid?: string;
  /** The board it belongs to. */
  board?: School;
}

const names = [
  'Basisschool De Lindeboom',
  'GBS De Wegwijzer',
  'Vrije Basisschool Sint-Jozef',
  'Freinetschool De Torteltuin',
  'Basisschool Ter Duinen',
  'GO! basisschool De Kleine Reus',
];

let made = 0;

/** A school of primary education, unless asked otherwise. */
export async function aSchool(database: Database, wishes: OrganisationWishes = {}): Promise<School> {
  made += 1;
  const id = wishes.id ?? 30_000 + made * 7;
  const school = { id, name: wishes.name ?? `${names[made % names.length]} ${made}`, levels: wishes.levels ?? [1] };
  await asSystem(database, async (tx) => {
    await tx
      .insertInto('organisations')
      .values({
        id,
        kind: wishes.kind ?? 'institution',
        name: school.name,
        source: 'test',
        ...(id >= 1_000_000 && { ovo_code: `OVO${String(id - 1_000_000).padStart(6, '0')}` }),
        ...(wishes.valid && { valid: wishes.valid }),
      })
      .execute();
    if (school.levels.length > 0)
      await tx
        .insertInto('organisation_levels')
        .values(school.levels.map((level_id) => ({ organisation_id: id, level_id })))
        .execute();
    if (wishes.board)
      await tx
        .insertInto('organisation_relations')
        .values({ organisation_id: id, kind: 'board', related_id: wishes.board.id, period: '(,)', source: 'test' })
        .execute();
  });
  return school;
}

export function aSecondarySchool(database: Database, wishes: OrganisationWishes = {}): Promise<School> {
  return aSchool(database, { name: 'Atheneum Halewijn', levels: [2], ...wishes });
}

export function aBoard(database: Database, wishes: OrganisationWishes = {}): Promise<School> {
  return aSchool(database, { name: 'Scholengroep Kustrand', kind: 'board', levels: [], ...wishes });
}

/** A body of the administration: no levels of its own. */
export function anAdministration(database: Database, wishes: OrganisationWishes = {}): Promise<School> {
  return aSchool(database, {
    id: 1_000_000 + 1_000 + made,
    name: 'Agentschap voor Onderwijsdiensten',
    kind: 'administration',
    levels: [],
    ...wishes,
  });
}
