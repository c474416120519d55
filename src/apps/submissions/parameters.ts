import { sql } from 'kysely';
import { listForms } from '#apps/submissions/catalogue.ts';
import type { Form } from '#apps/submissions/model.ts';
import { levels } from '#directory/levels.ts';
import { recordAudit } from '#platform/audit.ts';
import type { Db, Tx } from '#platform/db.ts';

/** What no source says of a form and an operator fills in (DV-2); what is left out stays as it is, null takes a limit away. */
export interface FormParameters {
  infoUrl?: string | null;
  from?: string | null;
  until?: string | null;
  firstYear?: number | null;
  lastYear?: number | null;
  /** Receiving service by the code of a level. */
  receivers?: Readonly<Record<string, string>>;
}

/** A parameter that cannot be, in words for an operator. */
export class ParameterRefused extends Error {
  override readonly name = 'ParameterRefused';
}

export const readForms = (db: Db): Promise<Form[]> => listForms(db);

/** Sets parameters of a form and marks them as verified. What was sent before stays with the service that received it. */
export async function setFormParameters(tx: Tx, slug: string, parameters: FormParameters): Promise<void> {
  const form = (await listForms(tx)).find((one) => one.slug === slug);
  if (!form) throw new ParameterRefused(`There is no form ${slug}: see form list`);
  const { infoUrl = form.infoUrl, receivers = {} } = parameters;
  const { from = form.activeFrom, until = form.activeUntil } = parameters;
  const { firstYear = form.firstYear, lastYear = form.lastYear } = parameters;
  if (from !== null && until !== null && from > until) throw new ParameterRefused('The first day lies after the last');
  if (firstYear !== null && lastYear !== null && firstYear > lastYear)
    throw new ParameterRefused('The first school year lies after the last');
  await sql`
    update forms set info_url = ${infoUrl}, active = daterange(${from}::date, ${until}::date, '[]'),
      school_years = int4range(${firstYear}::int, ${lastYear}::int, '[]'), parameters_status = 'found'
    where id = ${form.id}`.execute(tx);
  for (const [level, service] of Object.entries(receivers)) await setReceiver(tx, form, level, service);
  await recordAudit(tx, {
    actorLabel: 'form',
    action: 'set-form-parameters',
    subjectKind: 'form',
    subjectId: slug,
    before: { infoUrl: form.infoUrl, from: form.activeFrom, until: form.activeUntil, levels: form.levels },
    after: { infoUrl, from, until, firstYear, lastYear, receivers },
  });
}

async function setReceiver(tx: Tx, form: Form, level: string, service: string): Promise<void> {
  const levelId = levels.find((one) => one.code === level)?.id;
  const known = await tx.selectFrom('receiving_services').select('id').where('id', '=', service).executeTakeFirst();
  if (!known) throw new ParameterRefused(`There is no receiving service ${service}: add it with form receiver`);
  const { rows } = await sql`
    update form_levels set receiving_service_id = ${service}
    where form_id = ${form.id} and level_id = ${levelId ?? 0}
    returning level_id`.execute(tx);
  if (rows.length === 0) throw new ParameterRefused(`The form ${form.slug} does not exist at the level ${level}`);
}

/** Adds or renames a receiving service; it becomes a context of the right of its workers. */
export async function setReceivingService(tx: Tx, id: string, name: string): Promise<void> {
  if (!/^[a-z][a-z-]{1,40}$/.test(id)) throw new ParameterRefused('A service is named by small letters and dashes');
  await sql`
    insert into receiving_services (id, name, status) values (${id}, ${name}, 'found')
    on conflict (id) do update set name = excluded.name, status = 'found'`.execute(tx);
  await sql`
    update entitlements set contexts = array(select r.id from receiving_services r order by r.id)
    where id in ('submission-handler', 'question-handler')`.execute(tx);
  await recordAudit(tx, {
    actorLabel: 'form',
    action: 'set-receiving-service',
    subjectKind: 'receiving-service',
    subjectId: id,
    after: { name },
  });
}
