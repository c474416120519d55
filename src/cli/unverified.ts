import type { Command } from 'commander';
import { sql } from 'kysely';
import { readAsSystem } from '#access/context.ts';
import { loadConfig, readEnvironment } from '#platform/config.ts';
import type { Db } from '#platform/db.ts';
import { openInstallation } from '#platform/installation.ts';

export function register(program: Command): void {
  program
    .command('unverified')
    .description(
      'Everything in the catalogues and parameters that no source confirms: what it is, which, what of it, why',
    )
    .action(run);
}

async function run(): Promise<void> {
  const installation = await openInstallation(loadConfig(readEnvironment()));
  try {
    for (const { kind, name, what, source } of await readAsSystem(installation.database, listUnverified))
      process.stdout.write(`${[kind, name, what, source].join('\t')}\n`);
  } finally {
    await installation.close();
  }
}

export interface Unverified {
  kind: string;
  name: string;
  /** Which part of it; empty when all of it is assumed. */
  what: string;
  source: string;
}

/** What was assumed because no source says it: pages speak as if it holds, so whoever runs an installation looks here (RI-2). */
export async function listUnverified(db: Db): Promise<Unverified[]> {
  const { rows } = await sql<Unverified>`
    select kind, name, what, source from (
      select 'right' as kind, name, concat_ws(', ', case when status = 'assumed' then 'bestaan' end, unverified) as what, source
        from entitlements where unverified is not null or status = 'assumed'
      union all select 'delegation', giver || ' > ' || given, '', '' from delegations where status = 'assumed'
      union all select 'theme', slug, '', source from themes where status = 'assumed'
      union all select 'theme level', t.slug, l.code, ''
        from theme_levels tl join themes t on t.id = tl.theme_id join education_levels l on l.id = tl.level_id
        where tl.status = 'assumed' and t.status <> 'assumed'
      union all select 'form', slug, 'ontvanger, periode en uitleg', source from forms where parameters_status = 'assumed'
      union all select 'receiving service', id, '', '' from receiving_services where status = 'assumed'
      union all select 'linked application', id, '', source from linked_applications where status = 'assumed'
      union all select 'school holiday', school_year::text, kind, source from school_holidays where status = 'assumed'
      union all select 'public holiday', day::text, name, source from public_holidays where not verified
      union all select 'term of files', from_school_year::text, years || ' jaar', source
        from submission_terms where status = 'assumed'
      union all select 'term of answers', school_year::text, working_days || ' werkdagen', ''
        from question_terms where status = 'assumed'
    ) unverified order by kind, name, what`.execute(db);
  return rows;
}
