/** Texts of mergers: what people hold at an institution goes along to the one as which it continues. */
export const mergers = {
  tasks: 'Fusies',
  tasksCount: (n: number) => (n === 1 ? '1 fusie' : `${n} fusies`),
  old: 'Oude instelling',
  next: 'Gaat verder als',
  from: 'Vanaf',
  title: (old: string) => `Fusie van ${old}`,
  lead: (old: string, next: string, from: string) => `${old} gaat vanaf ${from} verder als ${next}.`,
  nothingEnds: (old: string) =>
    `Wat mensen bij ${old} mogen, blijft lopen tot zijn eigen einddatum: de oude documenten blijven leesbaar.`,
  isClosed: (old: string) => `${old} is gesloten: rechten openen daar niets meer.`,
  nobodyMore: 'Niemand krijgt meer dan het oude nummer of het nieuwe al gaf.',
  notBegun: (from: string) => `Je kunt nu al kiezen en nakijken. Bevestigen kan vanaf ${from}.`,
  notBegunTitle: 'Nog niet begonnen',
  themesNeedAdmin:
    'Thema’s gaan niet mee als jij bevestigt: dat kan alleen wie ook Mijn Onderwijs Portaal Beheerder is van de nieuwe instelling. Laat zo iemand bevestigen, of vink de thema’s later aan.',
  themesNeedAdminTitle: 'Jij kunt geen thema’s meenemen',
  emptyTitle: 'Niemand heeft nog iets bij de oude instelling',
  empty: 'Er gaat niets over. Bevestig om de taak af te sluiten.',
  emptyYet: 'Er gaat voorlopig niets over.',
  proposal: 'Voorstel per persoon',
  proposalHint: {
    all: 'Alles wat kan, staat aangevinkt. Vink uit wat niet mee moet.',
    some: 'Wat je koos, staat aangevinkt.',
    none: 'Niets staat aangevinkt. Vink aan wat mee moet.',
  },
  preview: 'Kijk na wat er gebeurt',
  previewTitle: 'Klopt dit?',
  counts: { moves: 'Gaat mee', held: 'Is er al', stays: 'Gaat niet mee' },
  count: (n: number): string => (n === 1 ? '1 band, recht of thema' : `${n} banden, rechten of thema’s`),
  losers: (n: number): string =>
    n === 0
      ? 'Niemand laat iets achter bij de oude instelling.'
      : n === 1
        ? 'Eén persoon laat iets achter bij de oude instelling. De reden staat in de tabel.'
        : `${n} personen laten iets achter bij de oude instelling. De redenen staan in de tabel.`,
  rows: 'Alles, één keer',
  person: 'Persoon',
  what: 'Wat',
  becomes: 'Wat gebeurt er',
  relation: (category: string) => `Band als ${category}`,
  theme: (name: string, level: string) => `Thema ${name}, ${level}`,
  moves: (from: string, until: string) => `gaat mee, van ${from} tot en met ${until}`,
  movesCut: (from: string, until: string) =>
    `gaat mee, van ${from} tot en met ${until}: korter dan nu, want langer mag hier niet`,
  movesOpen: (from: string) => `gaat mee vanaf ${from}`,
  movesTheme: 'gaat mee',
  held: 'is er al bij de nieuwe instelling',
  reasons: {
    'not-chosen': 'niet gekozen',
    'follows-deputyship': 'hoort bij een vervanging; duid aan het nieuwe nummer een plaatsvervanger aan',
    'follows-assignment':
      'volgt automatisch uit de opdracht als directeur: de nieuwe instelling krijgt het uit het register',
    'not-in-catalogue': 'dit recht bestaat niet meer',
    'other-target-group': 'hoort bij een andere doelgroep dan die van de nieuwe instelling',
    'context-unknown': 'de rol bestaat niet meer. Geef het recht opnieuw, met een rol van nu',
    'context-missing': 'er moet nu een rol bij. Geef het recht opnieuw, met een rol',
    'no-relation':
      'er is geen band met de nieuwe instelling en er komt er geen. Leg later een band vast en geef het recht apart',
    'too-far-away': 'begint meer dan een jaar later. Leg de band dan vast',
    'no-days-left': 'er blijft geen dag over: het eindigt voor het hier mag beginnen',
    'own-admin-right': 'je eigen beheerdersrecht. Vraag het aan een andere beheerder van de nieuwe instelling',
    'not-yours': 'dat mag jij niet geven voor de nieuwe instelling',
    'more-levels':
      'de nieuwe instelling heeft onderwijsniveaus die de oude niet had. Beslis zelf of deze persoon alles mag lezen, en geef het recht dan apart',
    'level-missing': 'dit thema bestaat niet bij de nieuwe instelling',
    'needs-portal-admin': 'dat kan alleen een Mijn Onderwijs Portaal Beheerder van de nieuwe instelling aanvinken',
    'no-right': 'er is geen lopend recht van Mijn Onderwijs Gebruiker bij de nieuwe instelling',
    'second-person': 'zeer vertrouwelijk: stel het voor in Themabeheer, een tweede persoon bevestigt',
  },
  submit: 'Bevestig de fusie',
  change: 'Wijzig',
  once: 'Je bevestigt één keer, voor iedereen samen. Daarna geef je wat ontbreekt apart.',
  changedTitle: 'Er veranderde intussen iets',
  changed: 'Er is nog niets overgezet. Kijk de tabel opnieuw na en bevestig dan.',
  announcedTitle: 'Nog niet te bekijken',
  announced: (old: string, sight: string) =>
    `Vanaf ${sight} zie je hier wie er bij ${old} werkt en wat die personen daar mogen. Je krijgt dan een mail.`,
  sightFrom: (day: string) => `te bekijken vanaf ${day}`,
  all: 'Neem alles mee dat kan',
  none: 'Vink alles uit',
  ofPerson: (name: string, going: number, others: number): string =>
    going === 0
      ? `${name}: niets kan mee`
      : `${name}: ${going === 1 ? '1 kan' : `${going} kunnen`} mee${others === 0 ? '' : `, ${others} niet`}`,
  nothing: 'Kies minstens één recht, band of thema dat meegaat.',
  doneTitle: 'De fusie is bevestigd',
  done: 'Alles wat meegaat, werkt vanaf de volgende klik.',
  doneNothing: 'Er ging niets over. De taak is afgesloten.',
  beforeTitle: 'Deze fusie was al bevestigd',
  before: (who: string, on: string) => `${who} bevestigde ze op ${on}. Wat jij stuurde, is niet uitgevoerd.`,
  decided: (who: string, on: string) => `Bevestigd door ${who} op ${on}.`,
  noLongerKnown: 'iemand die niet meer bekend is',
  mails: {
    open: 'Bekijk de fusie',
    decide:
      'Kijk na wat er meegaat, en bevestig één keer. Tot dan kan niemand van de oude instelling verder met zijn rechten aan het nieuwe nummer.',
    prepare: (from: string) => `Je kunt nu al kiezen en nakijken. Bevestigen kan vanaf ${from}.`,
    waits: {
      subject: (old: string) => `Fusie te bevestigen: ${old}`,
      lead: (old: string, next: string, from: string) =>
        `${old} gaat vanaf ${from} verder als ${next}. Jij beslist wie meekomt, en met welke rechten.`,
    },
    reminder: {
      subject: (old: string) => `Herinnering: de fusie van ${old} wacht op jou`,
      lead: (old: string, next: string, from: string) =>
        `${old} gaat sinds ${from} verder als ${next}. Al drie werkdagen wacht de fusie op een bevestiging van jou of een andere Hoofd Lokale Beheerder.`,
    },
    carried: {
      subject: (next: string) => `Je rechten gaan mee naar ${next}`,
      lead: (old: string, next: string) =>
        `${old} gaat verder als ${next}. Deze rechten heb je nu ook voor het nieuwe nummer:`,
      themes: (n: number): string => (n === 1 ? '1 thema' : `${n} thema’s`),
      open: 'Bekijk je rechten',
    },
  },
};

export type MergerMessages = typeof mergers;
