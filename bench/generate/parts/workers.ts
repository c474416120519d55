import type pg from 'pg';
import { copyRows } from '../copy.ts';
import { benchId, type Persona, type Row } from '../people.ts';
import type { Worker } from './part.ts';

interface Post {
  rights: readonly string[];
  contexts: string;
  /** Works for the first board and administers each of its institutions, instead of for the administration. */
  atBoard?: true;
}

const posts: Readonly<Record<Worker, Post>> = {
  handler: { rights: ['submission-handler'], contexts: '{agodi}' },
  editor: { rights: ['agenda-editor', 'contacts-editor'], contexts: '{}' },
  health: { rights: ['health-team'], contexts: '{}' },
  answerer: { rights: ['question-handler'], contexts: '{agodi}' },
  administrator: { rights: ['head-local-admin', 'portal-admin'], contexts: '{}', atBoard: true },
};

const firstOf = 0xf0_0000;
const names = Object.keys(posts) as Worker[];

/** The same people in every Flanders; those that are there already stay. */
export async function makeWorkers(
  client: pg.Client,
  administration: number,
  board: { id: number; institutions: readonly number[] },
): Promise<Record<Worker, Persona>> {
  const made = names.map((worker, index) => {
    const at = firstOf + index;
    const targetGroup = posts[worker].atBoard ? 'OV' : 'GID';
    const persona: Persona = { personId: benchId(1, at), targetGroup, workRelationId: benchId(2, at) };
    return { worker, at, persona, post: posts[worker] };
  });
  const known = await client.query<{ id: string }>('select id from persons where id = any ($1)', [
    made.map(({ persona }) => persona.personId),
  ]);
  const fresh = made.filter(({ persona }) => !known.rows.some(({ id }) => id === persona.personId));
  await copyRows(
    client,
    'persons (id, given_name, family_name, email)',
    fresh.map(({ worker, persona }) => [persona.personId, 'Medewerker', worker, `${worker}@dienst.example`]),
  );
  await copyRows(
    client,
    'work_relations (id, person_id, organisation_id, target_group, category, period)',
    fresh.map(({ persona, post }) => [
      persona.workRelationId,
      persona.personId,
      post.atBoard ? board.id : administration,
      persona.targetGroup,
      'medewerker',
      '[2024-09-01,)',
    ]),
  );
  const grants = fresh.flatMap(({ at, persona, post }): Row[] =>
    (post.atBoard ? board.institutions : [administration]).flatMap((organisation, place) =>
      post.rights.map((right, nth) => [
        benchId(3, at + 0x100_0000 * (1 + nth + 4 * place)),
        persona.workRelationId,
        persona.personId,
        right,
        organisation,
        '[2025-09-01,2034-09-01)',
        post.contexts,
        'imported',
      ]),
    ),
  );
  await copyRows(
    client,
    'grants (id, work_relation_id, person_id, entitlement_id, organisation_id, period, contexts, cause)',
    grants,
  );
  return Object.fromEntries(made.map(({ worker, persona }) => [worker, persona])) as Record<Worker, Persona>;
}
