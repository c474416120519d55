import { heading, list, table, text } from '#demo/documents/content.ts';
import { someName } from '#demo/documents/people-in-documents.ts';
import { schoolYearText, type Occasion, type Template } from '#demo/documents/template.ts';

const courses = [
  'Katholieke godsdienst',
  'Niet-confessionele zedenleer',
  'Islamitische godsdienst',
  'Protestantse godsdienst',
  'Orthodoxe godsdienst',
];

/** Figures that grow with the pupils; the scales are invented and serve the demonstration only. */
function periods({ pupils }: Occasion): { name: string; count: number; periods: number }[] {
  const youngest = Math.round(pupils * 0.38);
  return [
    { name: 'Kleuteronderwijs', count: youngest, periods: Math.round(youngest * 1.36) },
    { name: 'Lager onderwijs', count: pupils - youngest, periods: Math.round((pupils - youngest) * 1.31) },
  ];
}

function hours({ pupils, random }: Occasion): { name: string; count: number; periods: number }[] {
  const coefficients = [
    ['Eerste graad A-stroom', 1.6],
    ['Eerste graad B-stroom', 2.45],
    ['Tweede graad doorstroom', 1.8],
    ['Derde graad arbeidsmarkt', 2.6],
  ] as const;
  return coefficients.map(([name, coefficient]) => {
    const count = Math.round((pupils / 4) * (0.8 + random.next() * 0.4));
    return { name, count, periods: Math.round(count * coefficient * 10) / 10 };
  });
}

function staffingRows(occasion: Occasion) {
  return occasion.level === 2 ? hours(occasion) : periods(occasion);
}

export const aboutStaffing: readonly Template[] = [
  {
    id: 'omkadering-dienstbrief',
    theme: 'omkadering-en-toelagen-openbaar',
    levels: [1, 2, 3, 4, 5],
    format: 'pdf',
    sentOn: '06-12',
    inAdvance: true,
    title: ({ year }) => `Dienstbrief omkadering schooljaar ${schoolYearText(year)}`,
    blocks(occasion) {
      const rows = staffingRows(occasion);
      const unit = occasion.level === 2 ? 'uren-leraar' : 'lestijden';
      const total = rows.reduce((sum, row) => sum + row.periods, 0);
      return [
        text(`Geachte directie,`),
        text(
          `Op basis van de telling van de eerste schooldag van februari ${occasion.year} kreeg uw instelling ${occasion.institution.name} voor het schooljaar ${schoolYearText(occasion.year)} in totaal ${total.toLocaleString('nl-BE')} ${unit} toegekend.`,
        ),
        heading('Berekening van de basisomkadering'),
        table(
          'Omkadering',
          ['Groep', 'Regelmatige leerlingen', unit],
          [...rows.map((row) => [row.name, row.count, row.periods]), ['Totaal', occasion.pupils, total]],
        ),
        heading('Aanvullende omkadering'),
        table(
          'Aanvullend',
          ['Soort', unit],
          [
            ['Omkaderingsgewichten sociaal-economische status', Math.round(total * 0.06)],
            ['Zorgbeleid en lerarenplatform', Math.round(total * 0.03)],
            ['ICT-coördinatie', Math.round(total * 0.01)],
          ],
        ),
        heading('Overdrachten en herverdeling'),
        list(
          `U kunt ${unit} overdragen aan een andere instelling van hetzelfde schoolbestuur of van dezelfde scholengemeenschap.`,
          'Een overdracht meldt u in Beheer omkadering, uiterlijk op 15 oktober.',
          'Een herverdeling binnen de scholengemeenschap gebeurt na onderhandeling in het lokaal comité.',
        ),
        text(
          'Gaat u niet akkoord met deze berekening, dan kunt u binnen dertig kalenderdagen een gemotiveerd bezwaar indienen.',
        ),
      ];
    },
  },
  {
    id: 'omkadering-berekening',
    theme: 'omkadering-en-toelagen-openbaar',
    levels: [1, 2],
    format: 'xlsx',
    sentOn: '06-12',
    inAdvance: true,
    title: ({ year }) => `Berekeningsblad lestijden en uren-leraar ${schoolYearText(year)}`,
    blocks: (occasion) => [
      text('Detail van de berekening per groep, met de tellingen van de twee vorige schooljaren.'),
      table(
        'Berekening',
        ['Groep', 'Teldag', 'Leerlingen', 'Omkadering'],
        staffingRows(occasion).flatMap((row) => [
          [row.name, `1 februari ${occasion.year - 1}`, Math.round(row.count * 0.97), Math.round(row.periods * 0.97)],
          [row.name, `1 februari ${occasion.year}`, row.count, row.periods],
        ]),
      ),
      table(
        'Levensbeschouwing',
        ['Vak', 'Leerlingen', 'Lestijden'],
        courses.map((course) => [
          course,
          occasion.random.between(0, Math.round(occasion.pupils / 4)),
          occasion.random.between(0, 12),
        ]),
      ),
    ],
  },
  {
    id: 'omkadering-overdracht',
    theme: 'omkadering-en-toelagen-openbaar',
    levels: [1, 2],
    format: 'docx',
    sentOn: '11-03',
    title: ({ year }) => `Bevestiging overdracht van lestijden ${schoolYearText(year)}`,
    blocks: ({ institution, year, random }) => [
      text(`Wij bevestigen de overdracht die u meldde voor het schooljaar ${schoolYearText(year)}.`),
      table(
        'Overdracht',
        ['Van', 'Naar', 'Aantal'],
        [[institution.name, 'Andere school van de scholengemeenschap', random.between(2, 18)]],
      ),
      text('De overgedragen lestijden kunnen niet worden gebruikt voor een vaste benoeming of een nieuwe affectatie.'),
    ],
  },
  {
    id: 'afwijkingslestijden',
    theme: 'omkadering-en-toelagen-vertrouwelijk',
    levels: [1, 2, 4],
    format: 'odt',
    sentOn: '10-21',
    title: ({ year }) => `Beslissing afwijkingslestijden ${schoolYearText(year)}`,
    blocks: ({ random, institution }) => [
      text(`Aanvraag van ${institution.name} voor een leerling met een beperking die bijkomende ondersteuning vraagt.`),
      table(
        'Beslissing',
        ['Leerling', 'Gevraagd', 'Toegekend'],
        Array.from({ length: 3 }, () => [someName(random), random.between(4, 10), random.between(0, 6)]),
      ),
      text('De toegekende lestijden gelden van 1 oktober tot en met 30 juni en worden ambtshalve verwerkt.'),
    ],
  },
  {
    id: 'personeel-opdrachten',
    theme: 'personeel-vertrouwelijk',
    levels: [1, 2, 3, 4, 5, 6],
    format: 'xlsx',
    sentOn: '10-05',
    title: ({ year }) => `Overzicht opdrachten en vervangingen ${schoolYearText(year)}`,
    blocks: ({ random, pupils }) => [
      text('Toestand op 1 oktober: ambt, noemer, teller, ATO-code en begin- en einddatum per personeelslid.'),
      table(
        'Opdrachten',
        ['Personeelslid', 'Ambt', 'Teller', 'Noemer', 'Statuut'],
        Array.from({ length: Math.min(60, 8 + Math.round(pupils / 14)) }, () => [
          someName(random),
          random.pick([
            'kleuteronderwijzer',
            'onderwijzer',
            'leraar',
            'zorgcoördinator',
            'administratief medewerker',
            'beleidsondersteuner',
          ]),
          random.between(6, 24),
          24,
          random.pick(['vast benoemd', 'TADD', 'tijdelijk bepaalde duur']),
        ]),
      ),
    ],
  },
  {
    id: 'personeel-niet-ingevuld',
    theme: 'personeel-vertrouwelijk',
    levels: [1, 2],
    format: 'csv',
    sentOn: '02-16',
    title: ({ year }) => `Niet-ingevulde vervangingen februari ${year + 1}`,
    blocks: ({ random }) => [
      table(
        'Vervangingen',
        ['Afwezige', 'Ambt', 'Van', 'Dagen zonder vervanger'],
        Array.from({ length: 9 }, () => [
          someName(random),
          random.pick(['onderwijzer', 'leraar Frans', 'leraar wiskunde']),
          `${random.between(1, 28)}/01`,
          random.between(1, 19),
        ]),
      ),
    ],
  },
  {
    id: 'salarisoverzicht',
    theme: 'salarisoverzichten',
    levels: [1, 2, 3, 4, 5, 6, 7],
    format: 'pdf',
    sentOn: '10-28',
    title: ({ year }) => `Salarisoverzicht oktober ${year}`,
    blocks: ({ random, institution, pupils }) => [
      text(`Betaalde personeelsleden van ${institution.name} in de maand oktober. Bedragen in euro, verzonnen.`),
      table(
        'Salarissen',
        ['Personeelslid', 'Salarisschaal', 'Anciënniteit', 'Bruto', 'Netto'],
        Array.from({ length: Math.min(90, 10 + Math.round(pupils / 12)) }, () => {
          const gross = random.between(2500, 5600);
          return [
            someName(random),
            random.pick(['141', '148', '301', '501', '158']),
            `${random.between(0, 38)} jaar`,
            gross,
            Math.round(gross * 0.63),
          ];
        }),
      ),
    ],
  },
  {
    id: 'personeel-omzendbrief',
    theme: 'personeel-openbaar',
    levels: [1, 2, 3, 4, 5, 6],
    format: 'txt',
    sentOn: '09-02',
    title: ({ year }) => `Aandachtspunten personeelsadministratie ${schoolYearText(year)}`,
    blocks: () => [
      text(
        'Bij het begin van het schooljaar vragen wij aandacht voor de tijdige zending van opdrachten en dienstonderbrekingen.',
      ),
      list(
        'Meld een nieuwe opdracht binnen tien werkdagen na de indiensttreding.',
        'Gebruik voor een zwangerschapsverlof de code 16.',
        'Vergeet de beëindiging van een vervanging niet te zenden.',
      ),
    ],
  },
];
