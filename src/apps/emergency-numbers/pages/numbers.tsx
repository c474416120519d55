import { ask } from '#access/use-case.ts';
import type { ActorVisit, PageContent } from '#access/visit.ts';
import type { NumberRead, SealedNumber } from '#apps/emergency-numbers/model.ts';
import {
  institutionAsked,
  levelOf,
  newAddress,
  numberAddress,
  numbersAddress,
  numbersPath,
  refuseOtherLevel,
} from '#apps/emergency-numbers/pages/place.ts';
import { maskPhone } from '#apps/emergency-numbers/phone.ts';
import {
  numbersOf,
  registeringInstitutions,
  type NumbersOfInstitution,
  type RegisteringInstitution,
} from '#apps/emergency-numbers/views.ts';
import { formatInstitutionNumber } from '#directory/institution-number.ts';
import type { Level } from '#directory/levels.ts';
import { ButtonLink } from '#ui/components/button.tsx';
import { DataTable } from '#ui/components/data-table.tsx';
import { Notice } from '#ui/components/notice.tsx';
import { PageHeading, Section } from '#ui/components/page.tsx';
import { BackLink } from '#ui/components/way-back.tsx';
import { formatDate, formatNumber } from '#ui/format.ts';

/** Noodnummers of one institution, or the choice of one (NN-1). */
export async function numbersPage(visit: ActorVisit): Promise<PageContent> {
  const level = levelOf(visit);
  const institutions = await ask(registeringInstitutions, visit, { levelId: level.id });
  const [only, second] = institutions;
  const asked = institutionAsked(visit) ?? (only && !second ? only.organisation.id : null);
  const t = visit.t.emergencyNumbers;
  const several = second !== undefined;
  const found = asked === null ? null : await ask(numbersOf, visit, { institutionId: asked });
  if (found) refuseOtherLevel(visit, found.organisation.id);
  return {
    title: `${t.name} – ${level.name[visit.lang]}`,
    levelId: level.id,
    tab: numbersPath(level),
    children:
      found === null ? (
        <Choice visit={visit} level={level} institutions={institutions} />
      ) : (
        <Numbers visit={visit} level={level} several={several} found={found} />
      ),
  };
}

const Choice = ({
  visit,
  level,
  institutions,
}: {
  visit: ActorVisit;
  level: Level;
  institutions: readonly RegisteringInstitution[];
}) => {
  const t = visit.t.emergencyNumbers;
  return (
    <>
      <PageHeading title={t.name} lead={t.lead} />
      <DataTable
        caption={t.choose}
        rows={institutions}
        columns={[
          { label: t.number, cell: ({ organisation }) => formatInstitutionNumber(organisation.id) },
          {
            label: t.institution,
            rowHeader: true,
            cell: ({ organisation }) => <a href={numbersAddress(level, organisation.id)}>{organisation.name}</a>,
          },
          { label: t.registered, numeric: true, cell: (row) => formatNumber(row.numbers, visit.lang) },
        ]}
      />
    </>
  );
};

interface NumbersProps {
  visit: ActorVisit;
  level: Level;
  several: boolean;
  found: NumbersOfInstitution;
}

const Numbers = ({ visit, level, several, found }: NumbersProps) => {
  const t = visit.t.emergencyNumbers;
  const { organisation, numbers, reads } = found;
  return (
    <>
      {several && <BackLink t={visit.t.ui} label={t.choose} href={numbersPath(level)} />}
      <PageHeading
        title={t.name}
        lead={`${formatInstitutionNumber(organisation.id)} ${organisation.name}`}
        action={
          <ButtonLink kind="main" icon="phone" href={newAddress(level, organisation.id)}>
            {t.add}
          </ButtonLink>
        }
      />
      <Done visit={visit} />
      <p>{t.lead}</p>
      <Section title={t.registered} id="nummers">
        {numbers.length === 0 ? <p>{t.none}</p> : <NumberTable visit={visit} level={level} numbers={numbers} />}
      </Section>
      <Section title={t.reads.title} id="gelezen">
        {reads.length === 0 ? <p>{t.reads.none}</p> : <ReadTable visit={visit} reads={reads} />}
      </Section>
    </>
  );
};

const Done = ({ visit }: { visit: ActorVisit }) => {
  const t = visit.t.emergencyNumbers.done;
  const done = visit.url.searchParams.get('gedaan');
  if (done !== 'geregistreerd' && done !== 'gewijzigd' && done !== 'verwijderd' && done !== 'bevestigd') return null;
  return (
    <Notice t={visit.t.ui} kind="success" live>
      {t[done]}
    </Notice>
  );
};

const NumberTable = ({
  visit,
  level,
  numbers,
}: {
  visit: ActorVisit;
  level: Level;
  numbers: readonly SealedNumber[];
}) => {
  const t = visit.t.emergencyNumbers;
  const { sealer } = visit.services;
  return (
    <DataTable
      caption={t.registered}
      captionHidden
      rows={numbers}
      columns={[
        { label: t.order, numeric: true, cell: (row) => String(row.callOrder) },
        { label: t.label, rowHeader: true, cell: (row) => <a href={numberAddress(level, row.id)}>{row.label}</a> },
        { label: t.holder, cell: (row) => row.holder ?? t.ofInstitution },
        { label: t.phone, cell: (row) => maskPhone(sealer.open(row.sealed)) },
        { label: t.usable, cell: (row) => usableOf(visit, row) },
        { label: t.confirmed, cell: (row) => formatDate(row.confirmedOn) },
      ]}
    />
  );
};

/** "altijd", "van … tot en met …". */
export function usableOf(visit: ActorVisit, { from, until }: Pick<SealedNumber, 'from' | 'until'>): string {
  const t = visit.t.emergencyNumbers.days;
  if (from && until) return t.between(formatDate(from), formatDate(until));
  if (from) return t.from(formatDate(from));
  return until ? t.until(formatDate(until)) : t.always;
}

const ReadTable = ({ visit, reads }: { visit: ActorVisit; reads: readonly NumberRead[] }) => {
  const t = visit.t.emergencyNumbers.reads;
  const moment = new Intl.DateTimeFormat(visit.lang === 'nl' ? 'nl-BE' : 'en-GB', {
    dateStyle: 'short',
    timeStyle: 'short',
    timeZone: 'Europe/Brussels',
  });
  return (
    <DataTable
      caption={t.title}
      captionHidden
      rows={reads}
      columns={[
        { label: t.at, rowHeader: true, cell: (row) => moment.format(row.at) },
        { label: t.service, cell: (row) => row.service },
        { label: t.caseNumber, cell: (row) => row.caseNumber },
        { label: t.purpose, cell: (row) => row.purpose },
      ]}
    />
  );
};
