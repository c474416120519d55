import { heading, list, table, text } from '#demo/documents/content.ts';
import { someName } from '#demo/documents/people-in-documents.ts';
import { schoolYearText, type Occasion, type Template } from '#demo/documents/template.ts';

function groupNames({ level }: Occasion): string[] {
  if (level === 2)
    return [
      '1A',
      '1B',
      '3 Economische wetenschappen',
      '4 Organisatie en logistiek',
      '5 Zorg en welzijn',
      '6 Elektromechanische technieken',
    ];
  return [
    'Jongste kleuters',
    'Oudste kleuters',
    'Eerste leerjaar',
    'Derde leerjaar',
    'Vierde leerjaar',
    'Zesde leerjaar',
  ];
}

function pupilRows(occasion: Occasion, most: number) {
  const { random, pupils } = occasion;
  return Array.from({ length: Math.min(most, pupils) }, (_, index) => [
    index + 1,
    someName(random),
    random.pick(groupNames(occasion)),
    `01/09/${occasion.year}`,
    random.pick(['regelmatig', 'regelmatig', 'regelmatig', 'vrij']),
  ]);
}

export const aboutPupils: readonly Template[] = [
  {
    id: 'leerlingenlijst',
    theme: 'leerlingen-vertrouwelijk',
    levels: [1, 2, 3, 5],
    format: 'xlsx',
    sentOn: '02-08',
    title: ({ year }) => `Leerlingenlijst teldag februari ${year + 1}`,
    blocks: (occasion) => [
      text(
        'Lijst van de leerlingen die op de teldag ingeschreven waren. Controleer de stamnummers en de inschrijvingsdatum.',
      ),
      table('Leerlingen', ['Nr.', 'Leerling', 'Groep', 'Ingeschreven', 'Statuut'], pupilRows(occasion, 140)),
    ],
  },
  {
    id: 'toewijzingslijst',
    theme: 'leerlingen-vertrouwelijk',
    levels: [1, 2],
    format: 'csv',
    sentOn: '09-18',
    title: ({ year }) => `Toewijzingslijst leersteuncentrum ${schoolYearText(year)}`,
    blocks: (occasion) => [
      table('Toewijzing', ['Nr.', 'Leerling', 'Groep', 'Vanaf', 'Statuut'], pupilRows(occasion, 14)),
    ],
  },
  {
    id: 'speciale-onderwijsmiddelen',
    theme: 'leerlingen-vertrouwelijk',
    levels: [1, 2],
    format: 'docx',
    sentOn: '11-24',
    title: () => 'Beslissing speciale onderwijsleermiddelen',
    blocks: ({ random }) => [
      text(
        `Voor de leerling ${someName(random)} wordt een laptop met voorleessoftware en een brailleleesregel toegekend.`,
      ),
      list(
        'De middelen blijven eigendom van de overheid.',
        'Verandert de leerling van school, dan verhuizen de middelen mee.',
        'Een herstelling vraagt u aan bij de leverancier.',
      ),
    ],
  },
  {
    id: 'taalscreening',
    theme: 'leerlingen-openbaar',
    levels: [1],
    format: 'pdf',
    sentOn: '10-02',
    title: ({ year }) => `Taalscreening KOALA – toelichting ${schoolYearText(year)}`,
    blocks: () => [
      text(
        'Elke vijfjarige kleuter die in het Nederlandstalige kleuteronderwijs is ingeschreven, legt tussen 10 oktober en 30 november de taalscreening af.',
      ),
      heading('Voor de afname'),
      list(
        'Bestel de afnamepakketten bij uw pedagogische begeleidingsdienst.',
        'Plan de afname in een rustige hoek, in groepjes van hoogstens vijf kleuters.',
      ),
      heading('Na de afname'),
      text(
        'Kleuters in de oranje en rode zone krijgen een actief taalintegratietraject. De school bepaalt zelf de vorm, bijvoorbeeld een taalbad.',
      ),
    ],
  },
  {
    id: 'verificatie-middelen',
    theme: 'verificatie-openbaar',
    levels: [1, 2, 3, 5],
    format: 'pdf',
    sentOn: '03-14',
    title: ({ year }) => `Verificatie van de aangewende middelen ${schoolYearText(year)}`,
    blocks: ({ random, institution }) => [
      text(
        `De verificateur controleerde bij ${institution.name} de aanwending van de werkingsmiddelen en de puntenenveloppen.`,
      ),
      table(
        'Vaststellingen',
        ['Onderdeel', 'Gecontroleerd', 'Opmerkingen'],
        ['Werkingsbudget', 'ICT-middelen', 'Nascholing', 'Maximumfactuur'].map((part) => [
          part,
          random.between(8, 60),
          random.between(0, 3),
        ]),
      ),
      text('Uit de verificatie volgt geen terugvordering.'),
    ],
  },
  {
    id: 'verificatieverslag',
    theme: 'verificatie-vertrouwelijk',
    levels: [1, 2, 3, 5],
    format: 'pdf',
    sentOn: '03-28',
    title: ({ year }) => `Verificatieverslag leerlingen ${schoolYearText(year)}`,
    blocks: (occasion) => [
      text(
        'Verslag van de verificatie ter plaatse. De verificateur vergeleek de aanwezigheidsregisters met de gezonden inschrijvingen.',
      ),
      heading('Onderzochte leerlingen'),
      table('Leerlingen', ['Nr.', 'Leerling', 'Groep', 'Vanaf', 'Besluit'], pupilRows(occasion, 70)),
      heading('Besluit'),
      text(
        'Voor twee leerlingen ontbrak het bewijs van regelmatigheid; u hebt dertig dagen om het alsnog te bezorgen.',
      ),
    ],
  },
  {
    id: 'vlaamse-toetsen',
    theme: 'vlaamse-toetsen-vertrouwelijk',
    levels: [1, 2],
    format: 'xlsx',
    sentOn: '06-21',
    title: ({ year }) => `Vlaamse toetsen ${year + 1} – overzicht per leerling`,
    blocks: (occasion) => [
      text('Schaalscores voor Nederlands (begrijpend lezen, schrijven) en wiskunde.'),
      table(
        'Scores',
        ['Leerling', 'Groep', 'Begrijpend lezen', 'Schrijven', 'Wiskunde'],
        Array.from({ length: 48 }, () => [
          someName(occasion.random),
          occasion.level === 2 ? '2A' : 'Vierde leerjaar',
          occasion.random.between(60, 140),
          occasion.random.between(60, 140),
          occasion.random.between(60, 140),
        ]),
      ),
    ],
  },
  {
    id: 'cursisten',
    theme: 'cursisten-vertrouwelijk',
    levels: [6],
    format: 'xlsx',
    sentOn: '04-18',
    title: ({ year }) => `Cursisten met vrijstelling van inschrijvingsgeld ${schoolYearText(year)}`,
    blocks: ({ random }) => [
      table(
        'Cursisten',
        ['Cursist', 'Opleiding', 'Lesuren', 'Reden'],
        Array.from({ length: 60 }, () => [
          someName(random),
          random.pick(['Nederlands tweede taal', 'Logistiek assistent', 'Boekhouden', 'Frans richtgraad 2']),
          random.between(40, 240),
          random.pick(['inburgeraar', 'werkzoekende', 'leefloon']),
        ]),
      ),
    ],
  },
  {
    id: 'validatierapport',
    theme: 'validatierapporten-en-basisgegevens-vertrouwelijk',
    levels: [7],
    format: 'csv',
    sentOn: '11-16',
    title: ({ year }) => `Validatierapport inschrijvingen academiejaar ${schoolYearText(year)}`,
    blocks: ({ random }) => [
      table(
        'Fouten',
        ['Student', 'Opleiding', 'Foutcode', 'Omschrijving'],
        Array.from({ length: 40 }, () => [
          someName(random),
          random.pick(['Bachelor verpleegkunde', 'Bachelor leraar secundair', 'Graduaat programmeren']),
          `E${random.between(100, 480)}`,
          random.pick(['dubbele inschrijving', 'ontbrekend diploma', 'leerkrediet ontoereikend']),
        ]),
      ),
    ],
  },
  {
    id: 'speciale-middelen-hoger',
    theme: 'speciale-onderwijsmiddelen-vertrouwelijk',
    levels: [7],
    format: 'docx',
    sentOn: '12-04',
    title: () => 'Toekenning tolkuren Vlaamse Gebarentaal',
    blocks: ({ random }) => [
      text(
        `Aan de student ${someName(random)} worden ${random.between(80, 300)} tolkuren toegekend voor dit academiejaar.`,
      ),
    ],
  },
];
