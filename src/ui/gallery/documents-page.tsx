import { Chips } from '../components/chips.tsx';
import { DocumentList, DocumentRow } from '../components/document-row.tsx';
import { FilterPanel, type FilterGroup } from '../components/filter-panel.tsx';
import { SearchBox } from '../components/inputs.tsx';
import { ListOrder } from '../components/list-order.tsx';
import type { Piece } from '../components/marked-text.tsx';
import { PageHeading, WithSide } from '../components/page.tsx';
import { Pager } from '../components/pager.tsx';
import { SampleFrame, t, type SampleOptions } from './sample-frame.tsx';

const marked = (text: string): Piece[] =>
  text.split(/(omkadering)/i).map((part) => ({ text: part, marked: part.toLowerCase() === 'omkadering' }));

const ticks = (ticked: number, ...rows: [string, string][]) =>
  rows.map(([label, count], index) => ({ value: String(index + 1), label, count, checked: index < ticked }));

const GROUPS: FilterGroup[] = [
  {
    name: 'niveau',
    label: 'Onderwijsniveau',
    options: ticks(1, ['Basisonderwijs', '180'], ['Secundair onderwijs', '34']),
  },
  {
    name: 'thema',
    label: 'Thema',
    options: ticks(
      1,
      ['Omkadering en toelagen', '96'],
      ['Algemeen', '31'],
      ['Leerlingen', '22'],
      ['Leerlingen (vertrouwelijk)', '18'],
      ['Personeel (vertrouwelijk)', '14'],
      ['Salarisoverzichten', '12'],
      ['Statistieken en Dataloep', '9'],
      ['Structuur en organisatie', '7'],
      ['Structuur en organisatie (vertrouwelijk)', '3'],
      ['Verificatie', '2'],
    ),
  },
  {
    name: 'schooljaar',
    label: 'Schooljaar',
    options: ticks(0, ['2026-2027', '84'], ['2025-2026', '71'], ['2024-2025', '59']),
  },
  {
    name: 'instelling',
    label: 'Instelling',
    options: ticks(
      0,
      ['034793 GBS De Wegwijzer', '120'],
      ['034801 GBS De Klaproos', '60'],
      ['112233 Sint-Jozefinstituut', '34'],
    ),
    search: { name: 'zoek-instelling', hidden: 57 },
  },
];

/** A list of found documents with filters (DO-1, DO-2, DO-3). */
export const DocumentsPage = (options: SampleOptions) => (
  <SampleFrame {...options} title="Documenten" tab="Documenten" search="">
    <PageHeading title="Documenten" />
    <SearchBox t={t} id="zoek" action="" label="Zoek in naam en inhoud" value="omkadering 2026" />
    <WithSide side={<FilterPanel t={t} action="" groups={GROUPS} keep={[{ name: 'q', value: 'omkadering 2026' }]} />}>
      <div class="page-heading">
        <h2>214 documenten voor “omkadering 2026”</h2>
        <ListOrder
          t={t}
          action=""
          label="Volgorde"
          name="volgorde"
          value="relevant"
          keep={[]}
          options={[
            { value: 'nieuwste', label: 'Nieuwste eerst' },
            { value: 'relevant', label: 'Best passend eerst' },
          ]}
        />
      </div>
      <Chips
        t={t}
        clearHref="?q=omkadering"
        chips={[
          { label: 'Basisonderwijs', href: '?thema=1' },
          { label: 'Omkadering en toelagen', href: '?niveau=1' },
        ]}
      />
      <DocumentList>
        <DocumentRow
          t={t}
          href="/documenten/1"
          title={marked('Dienstbrief omkadering 2026-2027')}
          fragment={marked(
            '… de omkadering van uw school wordt berekend op basis van het aantal leerlingen op de eerste schooldag van februari 2026. Het aantal lestijden volgens de schalen …',
          )}
          institution="034793 GBS De Wegwijzer"
          theme="Omkadering en toelagen"
          schoolYear="2026-2027"
          date="15/05/2026"
          kind="pdf"
          size="120 kB"
          state="open"
        />
        <DocumentRow
          t={t}
          href="/documenten/2"
          title={marked(
            'Berekening lestijden en uren: aanvullende omkadering na telling van oktober, met de bijlagen per vestigingsplaats',
          )}
          institution="034801 Gemeentelijke Basisschool De Klaproos"
          theme="Omkadering en toelagen (vertrouwelijk)"
          schoolYear="2026-2027"
          date="12/05/2026"
          kind="xlsx"
          size="1,4 MB"
          state="confidential"
        />
        <DocumentRow
          t={t}
          href="/documenten/3"
          title="Salarisoverzicht april 2026"
          fragment={marked('… opdrachten buiten omkadering, code 541 …')}
          institution="034793 GBS De Wegwijzer"
          theme="Salarisoverzichten"
          schoolYear="2025-2026"
          date="30/04/2026"
          kind="pdf"
          size="86 kB"
          state="veryConfidential"
        />
        <DocumentRow
          t={t}
          href="/documenten/4"
          title="Verslag overleg scholengemeenschap"
          institution="112233 Sint-Jozefinstituut"
          theme="Algemeen"
          schoolYear="2025-2026"
          date="22/04/2026"
          kind="docx"
          size="45 kB"
          state="shared"
          note="Inhoud niet doorzoekbaar"
        />
      </DocumentList>
      <Pager t={t} previousHref="?voor=1" nextHref="?na=4" position="51–100 van 214" />
    </WithSide>
  </SampleFrame>
);
