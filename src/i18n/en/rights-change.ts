import type { ChangeMessages, EndingMessages } from '../nl/rights-change.ts';

export const ending: EndingMessages = {
  title: 'About to end',
  lead: (days) => `Rights of your institutions that end within ${days} days, what ends first on top.`,
  until: 'Last day',
  count: (n) => (n === 1 ? '1 right is about to end' : `${n.toLocaleString('en-GB')} rights are about to end`),
  prolongAll: 'Prolong everything on this list',
  noneTitle: (days) => `No right ends within ${days} days`,
  none: ['There is nothing to do now.'],
};

export const change: ChangeMessages = {
  choose: 'Choose',
  chooseAll: 'Choose everything on this page',
  chooseOne: (right, person) => `Choose ${right} of ${person}`,
  keptElsewhere: (n) =>
    n === 1
      ? 'You chose 1 that is not on this page.'
      : `You chose ${n.toLocaleString('en-GB')} that are not on this page.`,
  forget: 'Choose nothing',
  nothingChosen: 'Tick one or more rights first.',
  prolongChosen: 'Prolong chosen rights',
  endChosen: 'End chosen rights',
  title: (n) => (n === 1 ? 'Prolong a right' : 'Prolong rights'),
  howLong: (n) => (n === 1 ? 'You prolong this right' : `You prolong these ${n.toLocaleString('en-GB')} rights`),
  these: (n) => `${n.toLocaleString('en-GB')} rights`,
  until: 'New last day',
  untilHint: 'dd/mm/yyyy. The first day does not change.',
  atTheLatest: 'At the latest',
  latest: (date, why) => `${date}: ${why}`,
  becomes: 'Becomes',
  sentenceOne: (s) =>
    `You prolong the right ${s.right} of ${s.person} for ${s.organisation}: it ends on ${s.until} instead of ${s.now}.`,
  sentence: (n, until) => `You prolong ${n.toLocaleString('en-GB')} rights up to and including ${until}.`,
  left: (n) => (n === 1 ? '1 right is not prolonged' : `${n.toLocaleString('en-GB')} rights are not prolonged`),
  submit: (n) => (n === 1 ? 'Prolong the right' : `Prolong ${n.toLocaleString('en-GB')} rights`),
  obstacles: {
    'own-admin-right': 'You do not prolong your own administrator right. Ask another administrator.',
    'follows-assignment': 'This right follows from the assignment as head teacher and lasts as long as that does.',
    'follows-deputyship': 'This right belongs to a replacement and lasts no longer than that.',
    'already-ended': 'This right has ended. Give it anew.',
    'not-in-catalogue': 'This right does not exist any more.',
    'at-its-latest': (date, why) => `This right lasts as long as it may already, until ${date}: ${why}`,
    'not-later': (date) => `Choose a date after ${date}: the right holds until then already. To shorten it, end it.`,
    'ends-too-late': (date, why) => `Choose ${date} at the latest: ${why}`,
  },
};
