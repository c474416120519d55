import type { ActorVisit } from '#access/visit.ts';
import { formatOrganisationCode } from '#directory/institution-number.ts';
import { searchOrganisations, type Organisation } from '#directory/organisations.ts';
import { SearchBox } from '#ui/components/inputs.tsx';
import { Notice } from '#ui/components/notice.tsx';
import { Section } from '#ui/components/page.tsx';

/** The part of an institution that an address asks about. */
export interface Part {
  levelId?: number | undefined;
  application?: string | undefined;
  theme?: string | undefined;
}

const shown = 20;

export function whyAddress(organisationId: number, part: Part): string {
  const query = new URLSearchParams({ instelling: formatOrganisationCode(organisationId) });
  for (const { name, value } of fieldsOf(part)) query.set(name, value);
  return `/waarom?${query.toString()}`;
}

function fieldsOf(part: Part): { name: string; value: string }[] {
  const all = [
    { name: 'niveau', value: part.levelId === undefined ? '' : String(part.levelId) },
    { name: 'toepassing', value: part.application ?? '' },
    { name: 'thema', value: part.theme ?? '' },
  ];
  return all.filter(({ value }) => value !== '');
}

interface Choice {
  mine: readonly Organisation[];
  part: Part;
  chosen: Organisation | undefined;
}

/** My institutions first; any other by number or name. The register is public, so every institution may be found. */
export async function institutionChoice(visit: ActorVisit, { mine, part, chosen }: Choice) {
  const t = visit.t.web.why;
  const text = visit.url.searchParams.get('q')?.trim() ?? '';
  const others = mine.filter((organisation) => organisation.id !== chosen?.id);
  const found = text === '' ? null : await searchOrganisations(visit.db, { text, includeClosed: true, limit: shown });
  return (
    <Section title={chosen ? t.another : t.institution} id="kies">
      <SearchBox
        t={visit.t.ui}
        action="/waarom"
        label={t.institutionHint}
        id="zoek-instelling"
        value={text}
        keep={fieldsOf(part)}
      />
      {found?.organisations.length === 0 && (
        <Notice t={visit.t.ui} kind="warning">
          {t.unknownInstitution}
        </Notice>
      )}
      {found && found.organisations.length > 0 && (
        <InstitutionList title={t.found} organisations={found.organisations} part={part} />
      )}
      {!found && mine.length > 0 && (
        <>
          <InstitutionList title={t.mine} organisations={others.slice(0, shown)} part={part} />
          {others.length > shown && <p>{t.more(others.length - shown)}</p>}
        </>
      )}
    </Section>
  );
}

const InstitutionList = (props: { title: string; organisations: readonly Organisation[]; part: Part }) =>
  props.organisations.length === 0 ? null : (
    <div class="prose">
      <h3>{props.title}</h3>
      <ul>
        {props.organisations.map((organisation) => (
          <li>
            <a href={whyAddress(organisation.id, props.part)}>
              {formatOrganisationCode(organisation.id)} {organisation.name}
            </a>
            {organisation.municipality && <span class="soft"> {organisation.municipality}</span>}
          </li>
        ))}
      </ul>
    </div>
  );
