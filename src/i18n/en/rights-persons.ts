import type { PersonMessages, PersonsMessages } from '../nl/rights-persons.ts';

export const persons: PersonsMessages = {
  title: 'All people',
  lead: (institutions) =>
    institutions === 1
      ? 'Everybody related to your institution or holding a right there.'
      : `Everybody related to one of your ${institutions} institutions or holding a right there.`,
  institution: 'Institution',
  institutions: 'Institutions',
  allInstitutions: 'All institutions',
  right: 'Right',
  everybody: 'Everybody',
  withoutRights: 'Without rights',
  firstEnd: 'First end date',
  institutionsCount: (n) => `${n} institutions`,
  rightsCount: (n) => `${n} rights`,
  none: [
    'Check the name, or use a part of it.',
    'Choose “Everybody” and “All institutions”.',
    'You only see people of institutions whose rights you may manage.',
  ],
};

export const person: PersonMessages = {
  whatCan: 'What can this person open, and by which path?',
  isYou: 'This is you.',
  noEmail: 'No e-mail address filled in.',
  relations: 'Relations with organisations',
  noRelations: 'No relation with an organisation that you may see.',
  organisation: 'Organisation',
  category: 'Category',
  period: 'Period',
  state: 'State',
  always: 'open',
  since: (date) => `since ${date}`,
  untilOnly: (date) => `up to and including ${date}`,
  runs: 'running',
  lastDayToday: 'today is the last day',
  notYet: 'begins later',
  over: (reason) => (reason ? `ended: ${reason}` : 'ended'),
  rightsAt: (organisation) => `Rights for ${organisation}`,
  noRights: 'No rights today or later.',
  current: 'Rights that run or will begin',
  right: 'Right',
  cause: 'How obtained',
  somebody: 'an administrator',
  system: 'the system',
  givenBy: (who, date) => `given by ${who} on ${date}`,
  states: {
    active: 'counts today',
    idle: 'gives nothing today: the relation has ended or the person is blocked',
    later: (date) => `begins on ${date}`,
    ended: (date) => `ended on ${date}`,
    withdrawn: (who, date) => `withdrawn by ${who} on ${date}`,
  },
  give: 'Give a new right',
  everybodyOf: (organisation) => `Everybody of ${organisation}`,
  past: (n) => (n === 1 ? '1 earlier right' : `${n} earlier rights`),
  pastCaption: 'Ended and withdrawn rights',
  why: 'Reason',
};
