import type { ActorVisit } from '#access/visit.ts';
import { DataTable, type Column } from '#ui/components/data-table.tsx';
import { MailLink } from '#ui/components/mail-link.tsx';
import { Notice } from '#ui/components/notice.tsx';
import { Icon } from '#ui/icons.tsx';
import type { Giver } from '#ui/components/refusal-panel.tsx';
import type { Told } from '#web/why/read-survey.ts';

const namesInACell = 3;

/** What the actor had or will have: the reasons people overlook, said once. */
export const NearMisses = ({ visit, findings }: { visit: ActorVisit; findings: readonly Told[] }) => {
  const sentences = new Set(findings.flatMap((finding) => finding.misses));
  return sentences.size === 0 ? null : (
    <Notice t={visit.t.ui} kind="warning">
      {[...sentences].map((sentence) => (
        <p>
          {visit.t.ui.refusal.because} {sentence}
        </p>
      ))}
    </Notice>
  );
};

/** Levels, applications and themes, each with what is had and what is missing. */
export const Findings = ({ visit, findings }: { visit: ActorVisit; findings: readonly Told[] }) => {
  const t = visit.t.web.why;
  const parts = [
    { title: t.levels, first: t.level, rows: findings.filter(({ kind }) => kind === 'level') },
    { title: t.rights, first: t.application, rows: findings.filter(({ kind }) => kind === 'application') },
    ...themeParts(visit, findings),
  ];
  return (
    <>
      {parts
        .filter(({ rows }) => rows.length > 0)
        .map(({ title, first, rows }) => (
          <DataTable caption={title} columns={columnsOf(visit, first)} rows={rows} />
        ))}
    </>
  );
};

function themeParts(visit: ActorVisit, findings: readonly Told[]) {
  const t = visit.t.web.why;
  const byLevel = Map.groupBy(
    findings.filter(({ kind }) => kind === 'theme'),
    ({ level }) => level,
  );
  return [...byLevel].map(([level, rows]) => ({ title: `${t.themes} · ${level ?? ''}`, first: t.theme, rows }));
}

function columnsOf(visit: ActorVisit, first: string): Column<Told>[] {
  const t = visit.t.web.why;
  return [
    {
      label: first,
      rowHeader: true,
      cell: (row) => (row.kind === 'application' && row.level !== null ? `${row.label} (${row.level})` : row.label),
    },
    { label: t.state, cell: (row) => <State visit={visit} has={row.missing === null} /> },
    {
      label: t.because,
      cell: (row) => (row.isTickedIdly ? `${row.lacks} (${t.tickedIdly})` : row.lacks),
    },
    { label: t.who, cell: (row) => row.missing && namesOf(visit, row.givers) },
    { label: t.ask, cell: (row) => row.askHref && <AskLink visit={visit} row={row} /> },
  ];
}

const AskLink = ({ visit, row }: { visit: ActorVisit; row: Told }) => (
  <a href={row.askHref}>
    {visit.t.ui.refusal.ask}
    <span class="hidden-text">
      {' '}
      {row.label} {row.level}
    </span>
  </a>
);

const State = ({ visit, has }: { visit: ActorVisit; has: boolean }) => (
  <>
    <Icon name={has ? 'check' : 'lock'} /> {has ? visit.t.web.why.have : visit.t.web.why.lack}
  </>
);

function namesOf(visit: ActorVisit, givers: readonly Giver[]): string {
  if (givers.length === 0) return '1700';
  const names = givers.slice(0, namesInACell).map((giver) => giver.name);
  const rest = givers.length - names.length;
  return rest > 0 ? `${names.join(', ')} ${visit.t.web.why.more(rest)}` : names.join(', ');
}

interface HelpersProps {
  visit: ActorVisit;
  findings: readonly Told[];
  isBound: boolean;
}

/** Everybody who can give something of what is missing, with an e-mail address where it is filled in. */
export const Helpers = ({ visit, findings, isBound }: HelpersProps) => {
  const t = visit.t.web.why;
  if (findings.length === 0) return null;
  if (findings.every((finding) => finding.missing === null))
    return (
      <Notice t={visit.t.ui} kind="success">
        {t.everything}
      </Notice>
    );
  const helpers = distinct(findings.flatMap((finding) => finding.givers));
  if (helpers.length === 0)
    return (
      <Notice t={visit.t.ui} kind="info" title={t.helpers}>
        {isBound ? t.nobody : t.notYours}
      </Notice>
    );
  return (
    <>
      <h3>{t.helpers}</h3>
      <p>{t.helpersHint}</p>
      <DataTable caption={t.helpers} captionHidden columns={helperColumns(visit)} rows={helpers} />
    </>
  );
};

function helperColumns(visit: ActorVisit): Column<Giver>[] {
  const t = visit.t.web.why;
  return [
    { label: t.person, rowHeader: true, cell: (giver) => giver.name },
    { label: t.right, cell: (giver) => giver.role ?? '' },
    {
      label: t.email,
      cell: (giver) => (giver.email ? <MailLink address={giver.email} /> : t.noEmail),
    },
  ];
}

function distinct(givers: readonly Giver[]): Giver[] {
  const byPerson = new Map<string, Giver>();
  for (const giver of givers) {
    const key = `${giver.name} ${giver.email ?? ''}`;
    const known = byPerson.get(key);
    // The longer list of rights is the more complete one.
    if (!known || (giver.role ?? '').length > (known.role ?? '').length) byPerson.set(key, giver);
  }
  return [...byPerson.values()];
}
