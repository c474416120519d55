import type { LevelId } from '#directory/levels.ts';
import { heading, list, table, text, type Content } from '#demo/documents/content.ts';
import type { Format } from '#demo/documents/render.ts';

/** A letter or manual that goes out to many institutions: the same file for all. */
export interface Letter extends Content {
  readonly id: string;
  readonly theme: string;
  readonly levels: readonly LevelId[];
  readonly format: Format;
  readonly sentOn: string;
  /** Sent in the school year before the one it is about. */
  readonly inAdvance?: true;
  /** How many institutions besides those of the demo people get it. */
  readonly spread: number;
}

const every: readonly LevelId[] = [1, 2, 3, 4, 5, 6, 7];

const manualChapters: readonly (readonly [string, string])[] = [
  [
    'Aanmelden',
    'Open Mijn Onderwijs, kies de tegel Basisonderwijs en daarna het tabblad Beheer omkadering. U meldt aan met eID of itsme. Ziet u het tabblad niet, lees dan de pagina Waarom zie ik dit niet?',
  ],
  [
    'Overzicht van de omkadering',
    'Het overzicht toont per instelling de toegekende lestijden, de omkaderingsgewichten, de puntenenveloppen en wat al werd overgedragen of herverdeeld.',
  ],
  [
    'Een overdracht invoeren',
    'Kies de instelling die lestijden afstaat, de ontvangende instelling en het aantal. De toepassing controleert meteen of het saldo volstaat. Een overdracht kan tot en met 15 oktober.',
  ],
  [
    'Een herverdeling binnen de scholengemeenschap',
    'De herverdeling vertrekt van de enveloppe van de scholengemeenschap. Voeg het protocol van de onderhandelingen toe.',
  ],
  [
    'Lestijden levensbeschouwing',
    'Geef per levensbeschouwelijk vak het aantal leerlingen in. De toepassing berekent de lestijden voor godsdienst, niet-confessionele zedenleer en cultuurbeschouwing.',
  ],
  [
    'Vragen en ondersteuning',
    'Neem contact op met de dossierbehandelaar van uw scholengemeenschap. Voor problemen met aanmelden belt u gratis 1700.',
  ],
];

export const letters: readonly Letter[] = [
  {
    id: 'handleiding-beheer-omkadering',
    theme: 'omkadering-en-toelagen-openbaar',
    levels: [1],
    format: 'pdf',
    sentOn: '2026-04-16',
    spread: 38,
    title: 'Gebruikershandleiding Webapplicatie Beheer Omkadering',
    blocks: [
      text(
        'Deze handleiding beschrijft stap voor stap hoe u lestijden overdraagt, herverdeelt en opvraagt in de webapplicatie Beheer Omkadering.',
      ),
      ...manualChapters.flatMap(([title, body], index) => [
        heading(`${index + 1}. ${title}`),
        text(body),
        text(
          'Alle wijzigingen worden onmiddellijk verwerkt. U krijgt een bevestiging die u als pdf kunt bewaren of afdrukken.',
        ),
        list(
          'Controleer het instellingsnummer bovenaan het scherm.',
          'Sla een onvolledige invoer op als ontwerp.',
          'Een verwerkte melding kunt u enkel intrekken zolang de termijn loopt.',
        ),
      ]),
      table(
        'Termijnen',
        ['Handeling', 'Uiterste datum', 'Wie'],
        [
          ['Overdracht lestijden', '15 oktober', 'schoolbestuur'],
          ['Herverdeling gewichten', '30 november', 'scholengemeenschap'],
          ['Levensbeschouwing', '15 september', 'school'],
        ],
      ),
    ],
  },
  letter(
    {
      id: 'schoolvakanties',
      theme: 'algemeen-openbaar',
      levels: every,
      sentOn: '2026-03-11',
      inAdvance: true,
      spread: 26,
      title: 'Vakantieregeling en vrije dagen schooljaar 2026-2027',
    },
    [
      text(
        'De herfstvakantie begint op maandag 2 november. De kerstvakantie loopt van maandag 21 december tot en met zondag 3 januari.',
      ),
      text('Lokale verlofdagen legt u vast in het schoolreglement; u deelt ze mee vóór het begin van het schooljaar.'),
    ],
  ),
  letter(
    {
      id: 'zomerscholen',
      theme: 'algemeen-openbaar',
      levels: [1, 2],
      sentOn: '2026-02-20',
      spread: 22,
      title: 'Oproep zomerscholen 2026',
    },
    [
      text(
        'Schoolbesturen, lokale besturen en verenigingen kunnen een subsidie aanvragen voor een zomerschool van minstens tien dagen.',
      ),
      list(
        'Richt u op leerlingen met een taalachterstand of leervertraging.',
        'Vraag de subsidie aan vóór 1 april.',
        'Bezorg het evaluatieformulier vóór 15 oktober.',
      ),
    ],
  ),
  letter(
    {
      id: 'dienstbrief-schooljaar',
      theme: 'algemeen-openbaar',
      levels: every,
      sentOn: '2026-08-28',
      inAdvance: true,
      spread: 30,
      title: 'Dienstbrief begin van het schooljaar 2026-2027',
    },
    [
      text('Wij wensen u en uw team een goede start. Deze dienstbrief bundelt wat op 1 september verandert.'),
      heading('Wijzigingen'),
      list(
        'Het pedagogisch project vermeldt voortaan het beleid tegen pesten.',
        'Smartphones zijn niet toegelaten tot en met de tweede graad, tenzij voor het leren.',
        'De maximumfactuur is aangepast aan de gezondheidsindex.',
      ),
    ],
  ),
  letter(
    {
      id: 'zij-instromers',
      theme: 'personeel-openbaar',
      levels: [1, 2, 6],
      sentOn: '2025-09-19',
      spread: 20,
      title: 'Zij-instromers: anciënniteit en mentoruren',
    },
    [
      text(
        'Wie uit de privésector instapt in een knelpuntambt, neemt geldelijke anciënniteit mee. De mentor krijgt uren in de aanvangsbegeleiding.',
      ),
    ],
  ),
  letter(
    {
      id: 'taalbad',
      theme: 'leerlingen-openbaar',
      levels: [1, 2],
      sentOn: '2025-10-14',
      spread: 18,
      title: 'Taalintegratietraject en taalbad: wat moet uw school weten',
    },
    [
      text(
        'Een taalbad is een intensief traject Nederlands van hoogstens een jaar. Leerlingen die het nodig hebben, volgen het tijdens de lesuren.',
      ),
    ],
  ),
  letter(
    {
      id: 'omkadering-kleine-types',
      theme: 'omkadering-en-toelagen-openbaar',
      levels: [1, 2],
      sentOn: '2025-12-08',
      spread: 16,
      title: 'Extra omkadering buitengewoon onderwijs vanaf 1 februari',
    },
    [
      text(
        'Scholen voor buitengewoon onderwijs die op 1 februari meer leerlingen van een klein type tellen, krijgen extra omkadering tot het einde van het schooljaar.',
      ),
    ],
  ),
  letter(
    {
      id: 'verificatie-aankondiging',
      theme: 'verificatie-openbaar',
      levels: [1, 2, 3, 5],
      sentOn: '2026-01-12',
      spread: 16,
      title: 'Aankondiging verificatieronde voorjaar 2026',
    },
    [
      text(
        'De verificateurs bezoeken tussen februari en april een steekproef van de instellingen. Leg de aanwezigheidsregisters en de inschrijvingsverslagen klaar.',
      ),
    ],
  ),
  letter(
    {
      id: 'leersteun',
      theme: 'structuur-en-organisatie-openbaar',
      levels: [1, 2],
      sentOn: '2025-06-03',
      spread: 16,
      title: 'Aansluiting bij een leersteuncentrum',
    },
    [
      text(
        'Elke school voor gewoon onderwijs sluit zich aan bij één leersteuncentrum. Een wijziging meldt u vóór 1 april; zij geldt vanaf 1 september.',
      ),
    ],
  ),
  letter(
    {
      id: 'databundels',
      theme: 'statistieken-en-dataloep-openbaar',
      levels: [1, 2, 3, 4, 6],
      sentOn: '2026-05-18',
      spread: 18,
      title: 'Nieuwe databundels beschikbaar',
    },
    [
      text(
        'Voor elke instelling staan databundels klaar over leerlingenaantallen, leerlingenkenmerken, certificering en doorstroming naar het secundair of hoger onderwijs.',
      ),
    ],
  ),
  letter(
    {
      id: 'lerarenplatform',
      theme: 'personeel-openbaar',
      levels: [1, 2],
      sentOn: '2024-09-10',
      spread: 14,
      title: 'Lerarenplatform: stand van de aanwending',
    },
    [
      text(
        'Personeelsleden die in het lerarenplatform zijn aangesteld, krijgen een opdracht voor een volledig schooljaar. Vul eerst de vervangingen van korte duur in.',
      ),
    ],
  ),
];

function letter(about: Omit<Letter, 'blocks' | 'format'>, blocks: Content['blocks']): Letter {
  const greeting = text('Geachte mevrouw, geachte heer,');
  return { ...about, format: 'pdf', blocks: [greeting, ...blocks, text('Met vriendelijke groeten')] };
}
