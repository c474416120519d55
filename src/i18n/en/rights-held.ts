import type { HeldMessages } from '#i18n/nl/rights-held.ts';

export const held: HeldMessages = {
  section: 'Endings that were held',
  title: 'Endings that were held',
  count: (n) => (n === 1 ? 'Held once' : `Held ${n} times`),
  program: 'Program',
  people: 'People',
  lead: (program, n, total) =>
    `The program ${program} wants to end the relation of ${n === 1 ? '1 person' : `${n.toLocaleString('en-GB')} people`}. Your institution had ${total} people that day.`,
  endedBefore: (n) =>
    n === 1 ? 'It had ended 1 other relation that day.' : `It had ended ${n} other relations that day.`,
  why: 'That is unusually many for one day. Nothing has happened yet: everybody keeps their rights until you decide.',
  who: (n) => (n === 1 ? 'This is about this person' : `This is about these ${n.toLocaleString('en-GB')} people`),
  gone: 'relation has ended already',
  runs: 'relation runs',
  now: 'Now',
  release: 'Let it happen',
  releaseLead: 'The relations end today. The rights and themes that hang on them give nothing any more at once.',
  releaseSubmit: (n) => (n === 1 ? 'End the relation' : `End ${n.toLocaleString('en-GB')} relations`),
  reject: 'Refuse all',
  rejectLead: 'Everybody stays. For a day the program is told that you refused this.',
  rejectSubmit: 'Refuse all',
  reason: 'Why?',
  releaseHint: 'For example: the school year is over, checked with the office.',
  rejectHint: 'For example: the staff list was not complete.',
  reasonMissing: 'Write why.',
  obstacles: 'This cannot be done in one go',
  decidedTitle: 'This was decided already',
  wasReleased: (who, on) => `${who} let this happen on ${on}.`,
  wasRejected: (who, on) => `${who} refused this on ${on}.`,
  doneReleased: 'The relations have ended.',
  doneRejected: 'Refused. Everybody keeps their relation and their rights.',
  mail: {
    subject: (organisation) => `Endings held for ${organisation}`,
    lead: (program, organisation) =>
      `The program ${program} wants to end unusually many relations of ${organisation} in one day. We held that. Check it and decide.`,
    open: 'Look and decide',
  },
};
