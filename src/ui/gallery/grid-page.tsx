import { PageHeading } from '../components/page.tsx';
import { TickGrid, type TickGridPerson, type TickGridTheme } from '../components/tick-grid.tsx';
import { SampleFrame, t, type SampleOptions } from './sample-frame.tsx';

const THEMES: TickGridTheme[] = [
  { id: '1', name: 'Algemeen', state: 'open' },
  { id: '2', name: 'Leerlingen', state: 'open' },
  { id: '3', name: 'Leerlingen', state: 'confidential' },
  { id: '4', name: 'Verificatie', state: 'open' },
  { id: '5', name: 'Verificatie', state: 'confidential' },
  { id: '6', name: 'Omkadering en toelagen', state: 'open' },
  { id: '7', name: 'Omkadering en toelagen', state: 'confidential' },
  { id: '8', name: 'Structuur en organisatie', state: 'open' },
  { id: '9', name: 'Structuur en organisatie', state: 'confidential' },
  { id: '10', name: 'Personeel', state: 'open' },
  { id: '11', name: 'Personeel', state: 'confidential' },
  { id: '12', name: 'Statistieken en Dataloep', state: 'open' },
  { id: '13', name: 'Speciale onderwijsmiddelen', state: 'confidential' },
  { id: '14', name: 'Validatierapporten en basisgegevens', state: 'confidential' },
  { id: '15', name: 'Cursisten', state: 'confidential' },
  { id: '16', name: 'Rapporten', state: 'confidential' },
  { id: '17', name: 'Vlaamse toetsen', state: 'confidential' },
  { id: '18', name: 'Salarisoverzichten', state: 'veryConfidential', separate: true },
];

const FIRST_NAMES = ['An', 'Bart', 'Chantal', 'Dirk', 'Els', 'Fatima', 'Geert', 'Hilde'];
const LAST_NAMES = ['Peeters', 'Janssens', 'Vandenbroucke-Vanderstraeten', 'El Amrani', 'De Smet', 'Wouters'];

const personAt = (index: number): TickGridPerson => ({
  id: `01890a5d-ac96-774b-bcce-${String(index).padStart(12, '0')}`,
  name: `${FIRST_NAMES[index % FIRST_NAMES.length]} ${LAST_NAMES[index % LAST_NAMES.length]}`,
  detail: index % 7 === 3 ? 'leerlingenbegeleider' : undefined,
  automatic: index % 13 === 0 ? "Portaalbeheerder: heeft automatisch alle thema's" : undefined,
  cells: THEMES.map((_, column) => ({
    ticked: (index * 7 + column * 3) % 4 === 0,
    version: (index + column) % 3 === 0 ? undefined : (index % 5) + 1,
  })),
});

/** Themabeheer (TH-3), as large as asked. */
export const GridPage = ({ people, ...options }: SampleOptions & { readonly people: number }) => (
  <SampleFrame {...options} title="Themabeheer" tab="Themabeheer" width="wide">
    <PageHeading
      title="Themabeheer"
      lead="GBS De Wegwijzer (034793). Kies wie welke documenten mag zien. Een vinkje geldt meteen."
    />
    <filter-search label="Zoek een naam">
      <TickGrid
        t={t}
        caption="Personen van GBS De Wegwijzer en hun thema's"
        action="/tick"
        themes={THEMES}
        seen="2026-05-15T08:00:00Z"
        people={Array.from({ length: people }, (_, index) => personAt(index))}
      />
    </filter-search>
  </SampleFrame>
);
