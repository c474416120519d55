/** Texts of ending and prolonging relations, and of the people who left. */
export const relations = {
  endTitle: (n: number): string => (n === 1 ? 'Band beëindigen' : 'Banden beëindigen'),
  endLead:
    'Met de band eindigen alle rechten en thema’s die eraan hangen. Wie later terugkomt, krijgt ze niet vanzelf terug: je geeft ze dan opnieuw.',
  now: (n: number) =>
    n === 1 ? 'Wat nu aan deze band hangt' : `Wat nu aan deze ${n.toLocaleString('nl-BE')} banden hangt`,
  theseEnd: (n: number) => (n === 1 ? 'Dit eindigt' : `Dit eindigt voor ${n.toLocaleString('nl-BE')} personen`),
  whatEnds: 'Wat mee eindigt',
  nothingElse: 'geen rechten',
  elsewhere: (n: number) =>
    n === 1 ? '1 recht voor een andere instelling' : `${n.toLocaleString('nl-BE')} rechten voor andere instellingen`,
  withThemes: (right: string, themes: number) =>
    themes === 1 ? `${right}, met 1 thema` : `${right}, met ${themes} thema’s`,
  when: 'Wanneer eindigt de band?',
  onDay: 'Op een dag',
  onDayHint: 'Tot en met die dag verandert er niets.',
  atOnceHint: 'De rechten geven bij de volgende klik niets meer. Vandaag is de laatste dag van de band.',
  lastDay: 'Laatste dag',
  showWhatEnds: 'Toon wat eindigt',
  persons: (n: number) => `${n.toLocaleString('nl-BE')} personen`,
  sentence: (who: string, day: string) => `Je beëindigt de band van ${who} op ${day}.`,
  sentenceAtOnce: (who: string) => `Je beëindigt de band van ${who} meteen.`,
  kept: 'De geschiedenis blijft bewaard. Je vindt wie vertrok bij Historische personen.',
  reasonMissing: 'Schrijf waarom de band stopt.',
  submitEnd: (n: number) => (n === 1 ? 'Beëindig band' : `Beëindig ${n.toLocaleString('nl-BE')} banden`),
  left: (n: number) =>
    n === 1 ? '1 band kun je zo niet beëindigen' : `${n.toLocaleString('nl-BE')} banden kun je zo niet beëindigen`,
  relationWith: (organisation: string) => `de band met ${organisation}`,
  obstacles: {
    'already-ended': 'Deze band is al beëindigd.',
    'not-sooner': (date: string) => `Deze band eindigt al op ${date}. Kies een vroegere dag.`,
    'in-past': 'Kies vandaag of een latere dag.',
    'not-begun': (date: string) => `Deze band begint pas op ${date}. Kies die dag of later.`,
    'is-head':
      'Deze persoon is directeur en heeft daardoor automatische rechten. Eerst moet de aanstelling als directeur eindigen.',
    'right-not-yours': (right: string) =>
      `Aan deze band hangt het recht ${right}, dat jij niet mag beëindigen. Vraag het aan een Hoofd Lokale Beheerder.`,
    'last-head-admin':
      'Zo blijft er geen actieve Hoofd Lokale Beheerder van de instelling over. Geef eerst iemand anders dat recht.',
  },
  prolongTitle: 'Band verlengen',
  endsNow: (who: string, organisation: string, day: string) =>
    `De band van ${who} met ${organisation} eindigt nu op ${day}.`,
  isOpen: (who: string, organisation: string) => `De band van ${who} met ${organisation} heeft geen einddatum.`,
  newLastDay: 'Nieuwe einddatum van de band',
  newLastDayHint: 'dd/mm/jjjj. Laat leeg als je de einddatum niet kent.',
  rightsStay: 'De rechten houden hun eigen einddatum. Die verleng je apart.',
  submitProlong: 'Verleng band',
  prolongObstacles: {
    'already-ended': 'Deze band is al beëindigd. Voeg een nieuwe band toe.',
    'is-open': 'Er is niets te verlengen.',
    'not-later': (date: string) => `Kies een datum na ${date}: tot dan loopt de band al.`,
    'next-relation': (date: string) => `Kies een datum voor ${date}: dan begint al een volgende band.`,
  },
  former: {
    title: 'Historische personen',
    lead: 'Wie geen band meer heeft met een van jouw instellingen. Voeg je iemand opnieuw toe, dan geef je de rechten opnieuw.',
    again: 'Voeg opnieuw toe',
    noneTitle: 'Niemand gevonden',
    none: ['Hier staat wie een band had die geëindigd is.', 'Kijk de naam na, of kies alle instellingen.'],
  },
  remove: {
    title: 'Verwijder meerdere personen',
    lead: 'Vink aan wie vertrekt. Daarna zie je welke rechten en thema’s mee eindigen, voor je iets bevestigt.',
    choose: (name: string) => `Kies ${name}`,
    next: 'Beëindig gekozen banden',
    nothingChosen: 'Vink eerst één of meer personen aan.',
  },
};

export type RelationsMessages = typeof relations;
