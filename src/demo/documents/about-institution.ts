import { heading, list, table, text } from '#demo/documents/content.ts';
import { someName } from '#demo/documents/people-in-documents.ts';
import { schoolYearText, type Occasion, type Template } from '#demo/documents/template.ts';

function years({ year, pupils, random }: Occasion): [string, number][] {
  return Array.from({ length: 6 }, (_, index) => [
    schoolYearText(year - 5 + index),
    Math.round(pupils * (0.86 + index * 0.025 + random.next() * 0.03)),
  ]);
}

const all = [1, 2, 3, 4, 5, 6] as const;

export const aboutInstitution: readonly Template[] = [
  {
    id: 'databundel',
    theme: 'statistieken-en-dataloep-openbaar',
    levels: all,
    format: 'xlsx',
    sentOn: '05-20',
    title: ({ year }) => `Databundel leerlingenaantallen ${schoolYearText(year)}`,
    blocks: (occasion) => [
      text('Aantallen op de eerste schooldag van februari, met de referentiewaarden van vergelijkbare instellingen.'),
      table('Evolutie', ['Schooljaar', 'Leerlingen'], years(occasion)),
      table(
        'Herkomst',
        ['Gemeente', 'Leerlingen', 'Aandeel'],
        [occasion.institution.place.name, 'Buurgemeenten', 'Verder'].map((name) => [
          name,
          occasion.random.between(10, occasion.pupils),
          `${occasion.random.between(3, 80)} %`,
        ]),
      ),
    ],
  },
  {
    id: 'dataloep-grafiek',
    theme: 'statistieken-en-dataloep-openbaar',
    levels: [1, 2, 6],
    format: 'png',
    sentOn: '05-21',
    title: ({ year }) => `Grafiek evolutie leerlingenaantal tot ${schoolYearText(year)}`,
    blocks: (occasion) => [table('Evolutie', ['Schooljaar', 'Leerlingen'], years(occasion))],
  },
  {
    id: 'dataloep-toelichting',
    theme: 'statistieken-en-dataloep-openbaar',
    levels: [1, 2, 3, 4],
    format: 'pptx',
    sentOn: '05-22',
    title: ({ year }) => `Databundel lezen met uw team ${schoolYearText(year)}`,
    blocks: (occasion) => [
      heading('Leerlingenaantallen'),
      list(...years(occasion).map(([name, count]) => `${name}: ${count} leerlingen`)),
      heading('Zittenblijven en schoolse vertraging'),
      text(`${occasion.random.between(2, 9)} % van de leerlingen deed een jaar over.`),
      heading('Vragen voor het gesprek'),
      list('Wat valt ons op tegenover vergelijkbare scholen?', 'Welke actie nemen wij op in het schoolwerkplan?'),
    ],
  },
  {
    id: 'dataloep-hoger',
    theme: 'dataloep-openbaar',
    levels: [7],
    format: 'xlsx',
    sentOn: '06-30',
    title: ({ year }) => `Dataloep studierendement generatiestudenten ${schoolYearText(year)}`,
    blocks: (occasion) => [table('Rendement', ['Academiejaar', 'Generatiestudenten'], years(occasion))],
  },
  {
    id: 'erkenning-vestigingsplaats',
    theme: 'structuur-en-organisatie-openbaar',
    levels: [1, 2, 3, 4],
    format: 'pdf',
    sentOn: '08-25',
    inAdvance: true,
    title: ({ year }) => `Beslissing vestigingsplaatsen en erkenning ${schoolYearText(year)}`,
    blocks: ({ institution, year }) => [
      text(
        `De vestigingsplaats ${institution.street} ${institution.houseNumber}, ${institution.place.postalCode} ${institution.place.name} van ${institution.name} wordt met ingang van 1 september ${year} verder erkend.`,
      ),
      heading('Voorwaarden'),
      list(
        'De infrastructuur voldoet aan de eisen van hygiëne, veiligheid en bewoonbaarheid.',
        'De bewegingsruimte van een fusie- of aangrenzende gemeente wordt nageleefd.',
      ),
    ],
  },
  {
    id: 'programmatie',
    theme: 'structuur-en-organisatie-openbaar',
    levels: [2],
    format: 'odt',
    sentOn: '03-31',
    inAdvance: true,
    title: ({ year }) => `Programmatiebeslissing structuuronderdelen ${schoolYearText(year)}`,
    blocks: ({ random, year }) => [
      text(`De Vlaamse Regering besliste over de aanvragen tot programmatie vanaf 1 september ${year}.`),
      table(
        'Beslissing',
        ['Structuuronderdeel', 'Advies', 'Beslissing'],
        ['Toerisme en recreatie', 'Data en netwerken', 'Groenaanleg en -beheer duaal', 'Gezondheidszorg'].map(
          (name) => [name, random.pick(['gunstig', 'ongunstig']), random.pick(['goedgekeurd', 'niet goedgekeurd'])],
        ),
      ),
    ],
  },
  {
    id: 'organisatie-vertrouwelijk',
    theme: 'structuur-en-organisatie-vertrouwelijk',
    levels: [2, 4],
    format: 'docx',
    sentOn: '12-11',
    title: () => 'Antwoord op uw melding over de organisatie van een lesgroep',
    blocks: ({ random }) => [
      text(
        `Uw melding over de spreiding van het lesprogramma van ${someName(random)} over twee schooljaren werd aanvaard.`,
      ),
      text(
        'De klassenraad motiveert de spreiding in het leerlingendossier. Een verzoek tot collectieve afwijking is niet nodig.',
      ),
    ],
  },
  {
    id: 'doorlichting',
    theme: 'inspectie-vertrouwelijk',
    levels: [1, 2, 3, 4, 5, 6],
    format: 'pdf',
    sentOn: '01-29',
    title: ({ year }) => `Doorlichtingsverslag ${schoolYearText(year)}`,
    blocks: ({ institution, random }) => [
      text(
        `De onderwijsinspectie bezocht ${institution.name} gedurende drie dagen en voerde gesprekken met ${random.between(8, 22)} personeelsleden.`,
      ),
      heading('Kwaliteitsontwikkeling'),
      text('De school ontwikkelt een gedragen visie. Ze evalueert haar werking systematisch en borgt wat goed gaat.'),
      heading('Onderwijsleerpraktijk'),
      table(
        'Ontwikkelingsschaal',
        ['Kwaliteitsverwachting', 'Inschaling'],
        [
          'Afstemming op het gevalideerd doelenkader',
          'Leer- en leefklimaat',
          'Feedback',
          'Leerlingenevaluatie',
          'Leereffecten',
        ].map((name) => [
          name,
          random.pick(['benadert de verwachting', 'volgens de verwachting', 'overstijgt de verwachting']),
        ]),
      ),
      heading('Bewoonbaarheid, veiligheid en hygiëne'),
      text('Het globaal preventieplan is actueel. De evacuatieoefeningen zijn tweemaal per schooljaar geregistreerd.'),
      heading('Advies'),
      text('Gunstig advies zonder verplichting.'),
    ],
  },
  {
    id: 'financiering-volwassenen',
    theme: 'rapporten-vertrouwelijk',
    levels: [6],
    format: 'pdf',
    sentOn: '05-06',
    title: ({ year }) => `Validatie financieringsgegevens referteperiode ${schoolYearText(year)}`,
    blocks: ({ random }) => [
      text('Overzicht van de financieringspunten die op basis van uw zendingen werden berekend.'),
      table(
        'Punten',
        ['Opleiding', 'Cursisten', 'Punten'],
        ['Nederlands tweede taal', 'Talen', 'Handel', 'Zorg', 'ICT'].map((name) => [
          name,
          random.between(30, 900),
          random.between(1000, 90000),
        ]),
      ),
    ],
  },
];
