/** Texts of giving rights with a list. */
export const lists = {
  title: 'Rechten geven met een lijst',
  tile: 'Toekennen met een lijst',
  tileHint: 'Een lijst uploaden of plakken, eerst nakijken, dan toekennen',
  lead: (most: number) =>
    `Geef in één keer tot ${most.toLocaleString('nl-BE')} rechten. Je ziet eerst rij per rij wat er zal gebeuren en wat er mis is.`,
  template: 'Download het sjabloon (CSV)',
  columns:
    'Een rij per recht, met deze kolommen: rijksregisternummer of e-mail, recht (de naam zoals in Gebruikersrechten), context, instellingsnummer, van, tot en met. De persoon moet al een band hebben met de instelling.',
  file: 'Bestand',
  fileHint: 'CSV of XLSX, kleiner dan 1 MB, zonder formules.',
  paste: 'Of plak de lijst hier',
  pasteHint: 'Kopieer de rijen uit je rekenblad, met of zonder de rij met kolomnamen.',
  how: 'Als niet alle rijen kunnen',
  whole: 'Alles of niets',
  wholeHint: 'Er wordt pas iets gegeven als elke rij in orde is.',
  partly: 'Geef wat kan',
  partlyHint: 'Rijen met een fout worden overgeslagen. Je kunt ze downloaden en verbeteren.',
  check: 'Kijk de lijst na',
  another: 'een andere lijst',
  checking: (done: string, total: string) => `De lijst wordt nagekeken: ${done} van ${total} rijen.`,
  applying: (done: string, total: string) => `De rechten worden gegeven: ${done} van ${total} rijen.`,
  leave: 'Je mag deze pagina verlaten. Het werk gaat door en je vindt de lijst op dit adres terug.',
  refresh: 'Ververs',
  possible: (n: number, shown: string) =>
    n === 1 ? '1 rij is in orde. Er is nog niets gegeven.' : `${shown} rijen zijn in orde. Er is nog niets gegeven.`,
  problems: (n: number, shown: string) => (n === 1 ? '1 rij kan zo niet' : `${shown} rijen kunnen zo niet`),
  mendAll: 'Je koos alles of niets. Verbeter de rijen met een fout in je lijst en bied ze opnieuw aan.',
  mendSome: 'Die rijen worden overgeslagen. Je kunt ze downloaden, verbeteren en later opnieuw aanbieden.',
  apply: (n: number, shown: string) => (n === 1 ? 'Ken 1 recht toe' : `Ken ${shown} rechten toe`),
  showProblems: (n: number): string => (n === 1 ? 'Toon de rij met een fout' : 'Toon de rijen met een fout'),
  showAll: 'Toon alle rijen',
  downloadProblems: 'Download de fouten (CSV)',
  rows: 'Rijen van de lijst',
  problemRows: 'Rijen met een fout',
  line: 'Rij',
  who: 'Persoon',
  someNumber: 'rijksregisternummer in deze rij',
  right: 'Recht',
  contexts: 'Context',
  organisation: 'Instelling',
  from: 'Van',
  until: 'Tot en met',
  period: 'Periode',
  outcome: 'Wat gebeurt er',
  problem: 'Wat is er mis',
  willBeGiven: 'krijgt het recht',
  given: 'heeft het recht gekregen',
  doneTitle: 'De lijst is verwerkt',
  done: (n: number, shown: string) =>
    n === 1
      ? '1 recht is gegeven. Het werkt vanaf de volgende klik.'
      : `${shown} rechten zijn gegeven. Ze werken vanaf de volgende klik.`,
  notGiven: (n: number, shown: string) =>
    n === 1
      ? '1 rij is overgeslagen. Hieronder staat waarom.'
      : `${shown} rijen zijn overgeslagen. Hieronder staat waarom.`,
  unreadable: {
    empty: 'Er staan geen rijen in de lijst. Kies een bestand of plak de rijen.',
    'too-many-rows': 'De lijst heeft meer dan 5.000 rijen. Splits hem in kleinere lijsten.',
    columns: 'De kolommen zijn niet herkend. Gebruik de kolomnamen van het sjabloon.',
    kind: 'Dit is geen CSV of XLSX, of er zitten macro’s in. Bewaar het rekenblad als XLSX zonder macro’s of als CSV.',
    broken: 'Dit bestand kan niet gelezen worden. Open het in je rekenblad en bewaar het opnieuw.',
    protected: 'Dit bestand is met een wachtwoord beveiligd. Bewaar het zonder wachtwoord.',
    bomb: 'Dit bestand pakt veel te groot uit. Bewaar het opnieuw als CSV.',
  },
  problemTexts: {
    formula: 'Er staat een formule in deze rij. Plak ze als waarde en bied de lijst opnieuw aan.',
    'who-missing': 'Vul een rijksregisternummer of e-mailadres in.',
    'who-unknown': 'Niet gevonden bij deze instelling. Kijk het na, of registreer de persoon eerst.',
    'who-several': 'Meer dan één persoon van deze instelling heeft dit e-mailadres. Gebruik het rijksregisternummer.',
    'organisation-unreadable': 'Dit is geen instellingsnummer.',
    'organisation-not-yours': 'Van deze instelling beheer je geen rechten.',
    'right-unknown': 'Dit recht bestaat niet. Neem de naam over uit Gebruikersrechten.',
    'right-not-yours': 'Dit recht mag jij voor deze instelling niet geven.',
    'day-unreadable': {
      from: 'Schrijf de begindatum als dd/mm/jjjj, bijvoorbeeld 01/09/2026.',
      until: 'Schrijf de einddatum als dd/mm/jjjj, bijvoorbeeld 30/06/2027.',
    },
    exists: (from: string, until: string) => `Heeft dit recht al, van ${from} tot en met ${until}.`,
    twice: (line: number) => `Rij ${line} geeft hetzelfde recht al voor deze dagen.`,
  },
};

export type ListsMessages = typeof lists;
