import { sql } from 'kysely';
import type pg from 'pg';
import { asSystem } from '#access/context.ts';
import type { Tx } from '#platform/db.ts';
import { newId } from '#platform/ids.ts';
import type { TestDatabase } from '#tests/support/database.ts';
import { someDocuments } from '#tests/wall/documents.ts';
import type { ModelWorld, Period } from '#tests/wall/reference-model.ts';
import { fromDays } from '#tests/world/periods.ts';
import type { FileStore } from '#platform/files/file-store.ts';

/** Every document has this word in it, so that a search for it finds exactly what may be read. */
export const commonWord = 'omkadering';

/** Writes a random world; the documents of the world before it are gone, its people stay and must not matter. */
export async function storeWorld(
  db: TestDatabase,
  owner: pg.Client,
  files: FileStore,
  world: ModelWorld,
): Promise<void> {
  await owner.query(`
    truncate document_shares, documents, document_texts, document_versions, document_counts, document_totals, questions,
      question_events, question_files, question_readings, question_invitations, question_guests`);
  await asSystem(db.database, async (tx) => {
    await storeOrganisations(tx, world);
    await storePeople(tx, world);
    await storeRights(tx, world);
  });
  await someDocuments(
    db.database,
    world.documents.map((document, at) => ({
      id: document.id,
      institutionId: document.institution,
      level: document.level,
      theme: document.theme,
      schoolYear: document.schoolYear,
      title: 'Brief',
      body: `Over de ${commonWord} van de school.`,
      // Some at the very same moment: paging goes by the id then.
      publishedAt: new Date(Date.UTC(2026, 8, 1 + (at % 9))),
      files,
    })),
  );
  await asSystem(db.database, (tx) => storeShares(tx, world));
  await askAboutEverything(db);
}

async function storeShares(tx: Tx, world: ModelWorld): Promise<void> {
  const shares = world.shares.flatMap((share) => {
    const document = world.documents.find(({ id }) => id === share.document);
    return document ? [{ share, document }] : [];
  });
  if (shares.length === 0) return;
  await tx
    .insertInto('document_shares')
    .values(
      shares.map(({ share, document }) => ({
        id: share.id,
        document_id: document.id,
        institution_id: document.institution,
        level_id: document.level,
        theme_id: document.theme,
        sharer_id: share.sharer,
        receiver_id: share.receiver,
        ended_at: share.ended ? new Date() : null,
        ended_because: share.ended ? 'moved' : null,
      })),
    )
    .execute();
}

/** Somebody without any right asked a question about every document. */
async function askAboutEverything(db: TestDatabase): Promise<void> {
  const stranger = newId();
  await asSystem(db.database, async (tx) => {
    await tx.insertInto('persons').values({ id: stranger, given_name: 'Zeno', family_name: 'Vreemd' }).execute();
    await sql`
      insert into questions (id, document_id, institution_id, level_id, theme_id, school_year, confidentiality, document_title,
        state, asked_by, asked_by_name, number, asked_at, content_digest, contact_name, service_id, waiting_since, due_on)
      select uuidv7(), d.id, d.institution_id, d.level_id, d.theme_id, d.school_year, d.confidentiality, d.title,
        'open', ${stranger}, 'Zeno Vreemd', nextval('question_numbers'), now(), sha256(d.id::text::bytea), d.contact_name, 'agodi',
        now(), app.today()
      from documents d`.execute(tx);
  });
}

const days = ({ from, until }: Period): string => fromDays(from, until);

async function storeOrganisations(tx: Tx, world: ModelWorld): Promise<void> {
  await tx
    .insertInto('organisations')
    .values(
      world.organisations.map((one) => ({
        id: one.id,
        kind: one.levels.length > 0 ? 'institution' : 'board',
        name: `School ${one.id}`,
        source: 'test',
        valid: days(one.exists),
      })),
    )
    .execute();
  await tx
    .insertInto('organisation_levels')
    .values(world.organisations.flatMap((one) => one.levels.map((level_id) => ({ organisation_id: one.id, level_id }))))
    .execute();
}

async function storePeople(tx: Tx, world: ModelWorld): Promise<void> {
  await tx
    .insertInto('persons')
    .values(world.persons.map(({ id, blocked }) => ({ id, blocked, given_name: 'An', family_name: 'Peeters' })))
    .execute();
  await tx
    .insertInto('work_relations')
    .values(
      world.relations.map((one) => ({
        id: one.id,
        person_id: one.person,
        organisation_id: one.organisation,
        target_group: one.targetGroup,
        category: 'Medewerker',
        period: days(one.period),
      })),
    )
    .execute();
}

async function storeRights(tx: Tx, world: ModelWorld): Promise<void> {
  const themes = await tx.selectFrom('themes').select(['id', 'slug']).execute();
  const slugOf = new Map(themes.map((theme) => [theme.id, theme.slug]));
  const personOf = new Map(world.relations.map((one) => [one.id, one.person]));
  const moment = new Date();
  const grants = world.grants.map((one) => ({
    id: one.id,
    work_relation_id: one.relation,
    person_id: personOf.get(one.relation) ?? '',
    entitlement_id: one.entitlement,
    organisation_id: one.organisation,
    period: days(one.period),
    contexts: one.entitlement === 'administration-reader' ? one.themes.map((id) => slugOf.get(id) ?? '') : [],
    cause: 'imported',
    withdrawn_at: one.withdrawn ? moment : null,
  }));
  if (grants.length > 0) await tx.insertInto('grants').values(grants).execute();
  const ticks = world.ticks.map((one) => ({
    person_id: one.person,
    institution_id: one.institution,
    level_id: one.level,
    theme_id: one.theme,
    grant_id: one.grant,
    unticked_at: one.unticked ? moment : null,
  }));
  if (ticks.length > 0) await tx.insertInto('theme_ticks').values(ticks).execute();
}
