/** Texts of Gebruikersbeheer: the list of people and the page of one person. */
export const persons = {
  title: 'Alle personen',
  lead: (institutions: number) =>
    institutions === 1
      ? 'Iedereen met een band met jouw instelling of met een recht erop.'
      : `Iedereen met een band met een van jouw ${institutions} instellingen of met een recht erop.`,
  institution: 'Instelling',
  institutions: 'Instellingen',
  allInstitutions: 'Alle instellingen',
  right: 'Recht',
  everybody: 'Iedereen',
  withoutRights: 'Zonder rechten',
  firstEnd: 'Eerste einddatum',
  institutionsCount: (n: number) => `${n} instellingen`,
  rightsCount: (n: number) => `${n} rechten`,
  none: [
    'Kijk de naam na, of gebruik een deel ervan.',
    'Kies “Iedereen” en “Alle instellingen”.',
    'Je ziet alleen mensen van instellingen waarvan je rechten mag beheren.',
  ],
};

export const person = {
  whatCan: 'Wat kan deze persoon openen, en langs welke weg?',
  isYou: 'Dit ben jij.',
  noEmail: 'Geen e-mailadres ingevuld.',
  relations: 'Banden met organisaties',
  noRelations: 'Geen band met een organisatie die je mag zien.',
  organisation: 'Organisatie',
  category: 'Categorie',
  period: 'Periode',
  state: 'Toestand',
  always: 'onbepaald',
  since: (date: string) => `sinds ${date}`,
  untilOnly: (date: string) => `tot en met ${date}`,
  runs: 'loopt',
  lastDayToday: 'vandaag is de laatste dag',
  notYet: 'begint later',
  over: (reason: string | null) => (reason ? `beëindigd: ${reason}` : 'beëindigd'),
  rightsAt: (organisation: string) => `Rechten voor ${organisation}`,
  noRights: 'Geen rechten vandaag of later.',
  current: 'Rechten die lopen of nog beginnen',
  right: 'Recht',
  cause: 'Hoe gekregen',
  somebody: 'een beheerder',
  system: 'het systeem',
  givenBy: (who: string, date: string) => `gegeven door ${who} op ${date}`,
  states: {
    active: 'geldt vandaag',
    idle: 'geeft vandaag niets: de band loopt niet meer of de persoon is geblokkeerd',
    later: (date: string) => `begint op ${date}`,
    ended: (date: string) => `afgelopen op ${date}`,
    withdrawn: (who: string, date: string) => `ingetrokken door ${who} op ${date}`,
  },
  give: 'Nieuw recht toekennen',
  everybodyOf: (organisation: string) => `Iedereen van ${organisation}`,
  past: (n: number) => (n === 1 ? '1 recht van vroeger' : `${n} rechten van vroeger`),
  pastCaption: 'Beëindigde en ingetrokken rechten',
  why: 'Reden',
};

export type PersonsMessages = typeof persons;
export type PersonMessages = typeof person;
