import type { LevelId } from '#directory/levels.ts';

/** What stands in the agenda of the demo, told from the school year of today: month 9 is the September in which it began. */
export interface DemoAgendaItem {
  readonly key: string;
  readonly kind: 'milestone' | 'event';
  readonly title: string;
  readonly description?: string;
  readonly month: number;
  readonly day: number;
  /** How many days it lasts; one unless told. */
  readonly days?: number;
  readonly at?: readonly [string, string];
  readonly place?: string;
  readonly link?: string;
  readonly levels: readonly LevelId[];
  readonly kinds?: readonly string[];
  readonly cancelled?: true;
}

const schools: readonly LevelId[] = [1, 2];
const everybody: readonly LevelId[] = [1, 2, 3, 4, 5, 6, 7];

export const demoAgenda: readonly DemoAgendaItem[] = [
  { key: 'begin', kind: 'milestone', title: 'Eerste schooldag', month: 9, day: 1, levels: everybody },
  {
    key: 'teldag-oktober',
    kind: 'milestone',
    title: 'Teldag 1 oktober',
    description:
      'De leerlingen die vandaag ingeschreven zijn, tellen mee. Kijk na of alle inschrijvingen doorgestuurd zijn.',
    month: 10,
    day: 1,
    levels: schools,
  },
  { key: 'correcties', kind: 'milestone', title: 'Laatste dag voor correcties', month: 11, day: 27, levels: schools },
  { key: 'programmatie', kind: 'milestone', title: 'Laatste dag voor programmaties', month: 11, day: 30, levels: [2] },
  {
    key: 'infosessie-omkadering',
    kind: 'event',
    title: 'Infosessie omkadering basisonderwijs',
    description:
      'We overlopen de berekening van de lestijden voor volgend schooljaar.\n\nStel je vragen vooraf aan de contactpersoon van je school.',
    month: 12,
    day: 3,
    at: ['14:00', '16:00'],
    place: 'Online',
    link: 'https://agenda.demo.schoolpoort.example/infosessie-omkadering',
    levels: [1],
  },
  {
    key: 'studiedag-leersteun',
    kind: 'event',
    title: 'Studiedag leersteun in het buitengewoon onderwijs',
    month: 12,
    day: 10,
    at: ['09:30', '16:00'],
    place: 'Provinciehuis, Antwerpen',
    levels: schools,
    kinds: ['special-school'],
  },
  { key: 'kerst', kind: 'milestone', title: 'Kerstvakantie', month: 12, day: 21, days: 14, levels: everybody },
  {
    key: 'clb-overleg',
    kind: 'event',
    title: 'Overleg met de centra voor leerlingenbegeleiding',
    month: 1,
    day: 14,
    at: ['13:00', '15:30'],
    place: 'Brussel',
    levels: [4],
  },
  {
    key: 'dko-infoavond',
    kind: 'event',
    title: 'Infoavond over de financiering van academies',
    month: 1,
    day: 21,
    at: ['19:00', '21:00'],
    place: 'Online',
    levels: [3],
  },
  {
    key: 'teldag-februari',
    kind: 'milestone',
    title: 'Teldag 1 februari',
    description: 'De telling van vandaag bepaalt de omkadering van volgend schooljaar.',
    month: 2,
    day: 1,
    levels: schools,
  },
  {
    key: 'volwassenen',
    kind: 'event',
    title: 'Overleg met de centra voor volwassenenonderwijs',
    month: 2,
    day: 10,
    at: ['10:00', '12:00'],
    place: 'Mechelen',
    levels: [6],
  },
  {
    key: 'netwerkdag',
    kind: 'event',
    title: 'Netwerkdag voor secretariaten',
    description: 'De zaal is niet beschikbaar. Een nieuwe dag volgt.',
    month: 3,
    day: 17,
    at: ['09:00', '12:30'],
    place: 'Gent',
    levels: schools,
    cancelled: true,
  },
  { key: 'einde', kind: 'milestone', title: 'Laatste schooldag', month: 6, day: 30, levels: everybody },
];
