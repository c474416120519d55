import { sql } from 'kysely';
import type { Rule } from '#access/rule.ts';
import type { Link } from '#apps/links/inputs.ts';
import { recordAudit } from '#platform/audit.ts';
import type { Tx } from '#platform/db.ts';

export interface AppliedLinks {
  added: string[];
  changed: string[];
  removed: string[];
  unchanged: string[];
}

/** A rule names a right or theme that the catalogue does not have; the message says which. */
export class LinkRefused extends Error {}

/** Brings the linked applications to what a file says, in its order; what it does not name is removed. Once more changes nothing. */
export async function applyLinks(tx: Tx, links: readonly Link[]): Promise<AppliedLinks> {
  await refuseUnknown(tx, links);
  const result: AppliedLinks = { added: [], changed: [], removed: [], unchanged: [] };
  const { rows: known } = await sql<{ id: string }>`select id from linked_applications`.execute(tx);
  for (const [index, link] of links.entries()) {
    const isNew = !known.some(({ id }) => id === link.id);
    const kind = (await store(tx, link, index + 1)) ? (isNew ? 'added' : 'changed') : 'unchanged';
    result[kind].push(link.id);
    if (kind === 'unchanged') continue;
    // What it could know from today on is no news to it: it asks when somebody signs in.
    await sql`select app.tell_applications(null, ${link.id})`.execute(tx);
    await note(tx, 'apply-link', link.id, link);
  }
  for (const { id } of known.filter((one) => !links.some((link) => link.id === one.id))) {
    await sql`delete from linked_applications where id = ${id}`.execute(tx);
    await note(tx, 'remove-link', id);
    result.removed.push(id);
  }
  return result;
}

async function store(tx: Tx, link: Link, position: number): Promise<boolean> {
  const { rows } = await sql`
    insert into linked_applications as l (id, name_nl, name_en, description_nl, description_en, url, levels, institutions, rule,
      position, status, source, client_id, redirect_urls, initiate_login_url, roles, webhook_url)
    values (${link.id}, ${link.name.nl}, ${link.name.en}, ${link.description.nl}, ${link.description.en}, ${link.url},
      ${link.levels}::smallint[], ${link.institutions}::integer[], ${JSON.stringify(link.rule)}::jsonb, ${position}, 'found', 'operator',
      ${link.client?.id ?? null}, ${link.client?.redirectUrls ?? null}::text[], ${link.client?.initiateLoginUrl ?? null},
      ${JSON.stringify(link.roles)}::jsonb, ${link.webhookUrl})
    on conflict (id) do update set name_nl = excluded.name_nl, name_en = excluded.name_en,
      description_nl = excluded.description_nl, description_en = excluded.description_en, url = excluded.url,
      levels = excluded.levels, institutions = excluded.institutions, rule = excluded.rule, position = excluded.position,
      status = excluded.status, source = excluded.source, client_id = excluded.client_id,
      redirect_urls = excluded.redirect_urls, initiate_login_url = excluded.initiate_login_url,
      roles = excluded.roles, webhook_url = excluded.webhook_url
    where (l.name_nl, l.name_en, l.description_nl, l.description_en, l.url, l.levels, l.institutions, l.rule, l.position,
        l.client_id, l.redirect_urls, l.initiate_login_url, l.roles, l.webhook_url)
      is distinct from (excluded.name_nl, excluded.name_en, excluded.description_nl, excluded.description_en, excluded.url,
        excluded.levels, excluded.institutions, excluded.rule, excluded.position, excluded.client_id, excluded.redirect_urls,
        excluded.initiate_login_url, excluded.roles, excluded.webhook_url)
    returning id`.execute(tx);
  return rows.length > 0;
}

async function refuseUnknown(tx: Tx, links: readonly Link[]): Promise<void> {
  const ids = links.map((link) => link.id);
  if (new Set(ids).size < ids.length) throw new LinkRefused('An id occurs twice');
  const clients = links.flatMap((link) => (link.client ? [link.client.id] : []));
  const twice = clients.find((id, at) => clients.indexOf(id) < at);
  if (twice !== undefined) throw new LinkRefused(`Two applications have the client ${twice}`);
  const { rows: rights } = await sql<{ id: string }>`select id from entitlements`.execute(tx);
  const { rows: themes } = await sql<{ id: number }>`select id from themes`.execute(tx);
  for (const { id, roles } of links)
    for (const right of Object.keys(roles))
      if (!rights.some((known) => known.id === right))
        throw new LinkRefused(`${id} names the right ${right}, which the catalogue does not have`);
  for (const { id, rule } of links)
    for (const part of partsOf(rule)) {
      if (part.kind === 'holds' && !rights.some((right) => right.id === part.entitlement))
        throw new LinkRefused(`${id} names the right ${part.entitlement}, which the catalogue does not have`);
      if (part.kind === 'theme' && !themes.some((theme) => theme.id === part.themeId))
        throw new LinkRefused(`${id} names the theme ${part.themeId}, which does not exist`);
    }
}

const partsOf = (rule: Rule): Rule[] =>
  rule.kind === 'all' || rule.kind === 'any' ? rule.rules.flatMap(partsOf) : [rule];

const note = (tx: Tx, action: string, id: string, after?: Link): Promise<void> =>
  recordAudit(tx, {
    actorLabel: 'link',
    action,
    subjectKind: 'linked-application',
    subjectId: id,
    ...(after && { after }),
  });
