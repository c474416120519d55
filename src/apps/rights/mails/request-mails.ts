import { sql } from 'kysely';
import { ownRequestsAddress, taskAddress } from '#apps/rights/pages/addresses.ts';
import { themeLabel, type Theme } from '#apps/themes/index.ts';
import { formatOrganisationCode } from '#directory/institution-number.ts';
import { messages, type Lang } from '#i18n/index.ts';
import type { Db, Tx } from '#platform/db.ts';
import { button, paragraph, type MailContent } from '#platform/mail/content.ts';
import type { ClaimedMail } from '#platform/mail/outbox.ts';
import { queueMail } from '#platform/mail/queue.ts';
import { formatDate } from '#ui/format.ts';

/** Who writes these mails, at the moment of sending: what was decided meanwhile asks for nothing any more. */
export const requestComposer = 'access-request';

/** `asked`, `reminder`: to who may decide. `escalated`: to the board above. `decided`: to the asker. */
export type RequestMail = 'asked' | 'reminder' | 'escalated' | 'decided';

/** To everybody who can give what is asked (RE); in the transaction of the request. */
export async function mailDeciders(tx: Tx, requestId: string, about: 'asked' | 'reminder'): Promise<number> {
  const { rows } = await sql<{ n: number }>`select app.mail_deciders(${requestId}, ${about}) as n`.execute(tx);
  return rows[0]?.n ?? 0;
}

/** To the asker, once it is decided. */
export async function mailAsker(tx: Tx, request: { id: string; personId: string }): Promise<void> {
  await queueMail(tx, {
    key: `access-request:decided:${request.id}`,
    to: { personId: request.personId },
    content: { composer: requestComposer, payload: { request: request.id, about: 'decided' } },
  });
}

interface Told {
  id: string;
  asker: string;
  what: string;
  /** Of the theme that was asked; null where it is a right. */
  confidentiality: Theme['confidentiality'] | null;
  organisationId: number;
  organisation: string;
  until: string;
  /** Null where a deputy is asked for. */
  reason: string | null;
  deputy: { name: string; from: string; rights: readonly string[] } | null;
  state: string;
  askedOn: string;
  givenUntil: string | null;
  decisionReason: string | null;
  /** A second person still confirms the theme. */
  waits: boolean;
}

interface Payload {
  request: string;
  about: RequestMail;
}

/** Writes the mails of a batch; one about a request that was decided meanwhile is dropped. */
export async function composeRequestMails(
  db: Db,
  mails: readonly ClaimedMail[],
): Promise<ReadonlyMap<string, MailContent>> {
  const asked = mails.map((mail) => ({ mail, payload: mail.payload as Payload }));
  const told = await readTold(
    db,
    asked.map(({ payload }) => payload.request),
  );
  return new Map(
    asked.flatMap(({ mail, payload }): [string, MailContent][] => {
      const found = told.get(payload.request);
      const request = found && { ...found, what: whatOf(found, mail.lang) };
      const content = request && contentOf(mail.lang, request, payload.about);
      return content ? [[mail.id, content]] : [];
    }),
  );
}

// Several themes have the same name: "Personeel (vertrouwelijk)" is another one than "Personeel (openbaar)".
const whatOf = ({ what: name, confidentiality, deputy }: Told, lang: Lang): string =>
  deputy
    ? messages[lang].rights.mails.requests.deputy
    : confidentiality === null
      ? name
      : themeLabel({ name, confidentiality }, messages[lang]);

async function readTold(db: Db, ids: readonly string[]): Promise<Map<string, Told>> {
  const { rows } = await sql<Told>`
    select q.id, p.given_name || ' ' || p.family_name as asker, coalesce(t.name, e.name, '') as what, t.confidentiality,
      q.organisation_id as "organisationId", o.name as organisation, q.until, q.reason, q.state,
      case when q.deputy is not null then jsonb_build_object('name', q.deputy, 'from', q.from_day, 'rights', array(
        select x.name from entitlements x where x.id = any (q.entitlement_ids) order by x.name)) end as deputy,
      (q.asked_at at time zone 'Europe/Brussels')::date as "askedOn", q.given_until as "givenUntil",
      q.decision_reason as "decisionReason", exists (
        select 1 from theme_proposals x
        where x.state = 'open' and x.person_id = q.person_id and x.organisation_id = q.organisation_id
          and x.theme_id = q.theme_id and x.level_id = q.level_id) as waits
    from access_requests q
    join persons p on p.id = q.person_id
    join organisations o on o.id = q.organisation_id
    left join entitlements e on e.id = q.entitlement_id
    left join themes t on t.id = q.theme_id
    where q.id = any (${[...ids]}::uuid[])`.execute(db);
  return new Map(rows.map((row) => [row.id, row]));
}

function contentOf(lang: Lang, request: Told, about: RequestMail): MailContent | undefined {
  const t = messages[lang].rights.mails.requests;
  const place = `${formatOrganisationCode(request.organisationId)} ${request.organisation}`;
  if (about === 'decided') return decision(lang, request, place);
  if (request.state !== 'open') return undefined;
  const words = t[about];
  return {
    subject: words.subject(request.asker, request.what),
    parts: [
      paragraph(words.lead(request.asker, request.what, place)),
      paragraph(detailsOf(lang, request)),
      // The board sees who should answer, not the task itself.
      ...(about === 'escalated' ? [] : [button(t.open, taskAddress(request.id))]),
    ],
  };
}

function detailsOf(lang: Lang, { askedOn, until, reason, deputy }: Told): string {
  const t = messages[lang].rights.mails.requests;
  const [asked, last] = [formatDate(askedOn), formatDate(until)];
  return deputy
    ? t.deputyDetails(asked, deputy.name, `${formatDate(deputy.from)} – ${last}`, deputy.rights.join(', '))
    : t.details(asked, last, reason ?? '');
}

function decision(lang: Lang, request: Told, place: string): MailContent | undefined {
  const t = messages[lang].rights.mails.requests.decided;
  if (request.state === 'closed')
    return {
      subject: t.closed(request.what),
      parts: [paragraph(t.closedLead(request.what, place)), button(t.open, ownRequestsAddress)],
    };
  if (request.state !== 'granted' && request.state !== 'refused') return undefined;
  if (request.waits)
    return {
      subject: t.waits(request.what),
      parts: [paragraph(t.waitsLead(request.what, place)), button(t.open, ownRequestsAddress)],
    };
  const isGranted = request.state === 'granted';
  return {
    subject: isGranted ? t.granted(request.what) : t.refused(request.what),
    parts: [
      paragraph(
        isGranted
          ? t.grantedLead(request.what, place, formatDate(request.givenUntil ?? request.until))
          : t.refusedLead(request.what, place, request.decisionReason ?? ''),
      ),
      button(t.open, ownRequestsAddress),
    ],
  };
}
