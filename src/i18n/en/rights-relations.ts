import type { RelationsMessages } from '#i18n/nl/rights-relations.ts';

export const relations: RelationsMessages = {
  endTitle: (n) => (n === 1 ? 'End relation' : 'End relations'),
  endLead:
    'With the relation all rights and themes that hang on it end. Whoever comes back later does not get them back by itself: you give them anew.',
  now: (n) =>
    n === 1 ? 'What hangs on this relation now' : `What hangs on these ${n.toLocaleString('en-GB')} relations now`,
  theseEnd: (n) => (n === 1 ? 'This ends' : `This ends for ${n.toLocaleString('en-GB')} people`),
  whatEnds: 'What ends with it',
  nothingElse: 'no rights',
  elsewhere: (n) =>
    n === 1 ? '1 right for another institution' : `${n.toLocaleString('en-GB')} rights for other institutions`,
  withThemes: (right, themes) => (themes === 1 ? `${right}, with 1 theme` : `${right}, with ${themes} themes`),
  when: 'When does the relation end?',
  onDay: 'On a day',
  onDayHint: 'Up to and including that day nothing changes.',
  atOnceHint: 'The rights give nothing from the next click on. Today is the last day of the relation.',
  lastDay: 'Last day',
  showWhatEnds: 'Show what ends',
  persons: (n) => `${n.toLocaleString('en-GB')} people`,
  sentence: (who, day) => `You end the relation of ${who} on ${day}.`,
  sentenceAtOnce: (who) => `You end the relation of ${who} at once.`,
  kept: 'The history is kept. You find who left under Former persons.',
  reasonMissing: 'Write why the relation ends.',
  submitEnd: (n) => (n === 1 ? 'End relation' : `End ${n.toLocaleString('en-GB')} relations`),
  left: (n) =>
    n === 1
      ? '1 relation cannot be ended like this'
      : `${n.toLocaleString('en-GB')} relations cannot be ended like this`,
  relationWith: (organisation) => `the relation with ${organisation}`,
  obstacles: {
    'already-ended': 'This relation has ended already.',
    'not-sooner': (date) => `This relation ends on ${date} already. Choose an earlier day.`,
    'in-past': 'Choose today or a later day.',
    'not-begun': (date) => `This relation only begins on ${date}. Choose that day or later.`,
    'is-head':
      'This person is head teacher and has automatic rights because of it. First the assignment as head teacher must end.',
    'right-not-yours': (right) =>
      `The right ${right} hangs on this relation, which you may not end. Ask a head local administrator.`,
    'last-head-admin':
      'This would leave the institution without an active head local administrator. First give somebody else that right.',
  },
  prolongTitle: 'Prolong relation',
  endsNow: (who, organisation, day) => `The relation of ${who} with ${organisation} now ends on ${day}.`,
  isOpen: (who, organisation) => `The relation of ${who} with ${organisation} has no last day.`,
  newLastDay: 'New last day of the relation',
  newLastDayHint: 'dd/mm/yyyy. Leave empty if you do not know the last day.',
  rightsStay: 'Rights keep their own last day. You prolong those separately.',
  submitProlong: 'Prolong relation',
  prolongObstacles: {
    'already-ended': 'This relation has ended already. Add a new relation.',
    'is-open': 'There is nothing to prolong.',
    'not-later': (date) => `Choose a date after ${date}: the relation runs until then already.`,
    'next-relation': (date) => `Choose a date before ${date}: then a next relation begins already.`,
  },
  former: {
    title: 'Former persons',
    lead: 'Who has no relation with one of your institutions any more. If you add somebody again, you give the rights anew.',
    again: 'Add again',
    noneTitle: 'Nobody found',
    none: ['Here stands who had a relation that ended.', 'Check the name, or choose all institutions.'],
  },
  remove: {
    title: 'Remove several persons',
    lead: 'Tick who leaves. Then you see which rights and themes end too, before you confirm anything.',
    choose: (name) => `Choose ${name}`,
    next: 'End chosen relations',
    nothingChosen: 'First tick one or more people.',
  },
};
