import type { HandoverMessages } from '../nl/rights-handover.ts';

export const handover: HandoverMessages = {
  action: 'Hand over to a successor',
  title: (who) => `Hand over the rights of ${who}`,
  chooseTitle: 'Who succeeds?',
  chooseHint: 'You see everybody with a relation with this institution or with its board.',
  other: 'Choose somebody else',
  itemsTitle: (who) => `What goes to ${who}?`,
  itemsLead: (to) => `${to} has what you hand over from today. So they can work together until the last day below.`,
  lastDay: (from) => `Last day of ${from}`,
  lastDayHint: 'dd/mm/yyyy, today or later. Holds for what goes over and for what ends.',
  fate: (right) => `${right}: what do you do with it?`,
  fates: { keep: 'Leave as it is', move: 'Hand over', end: 'End' },
  now: (from, until) => `now from ${from} until ${until}`,
  withThemes: (n) => (n === 1 ? 'with 1 theme, which goes along' : `with ${n} themes, which go along`),
  automatic: 'follows from the assignment and does not go over',
  until: (to) => `End date for ${to}`,
  has: (to, from, until) => `${to} has this right already, from ${from} until ${until}`,
  preview: 'See what happens',
  previewTitle: 'Is this right?',
  previewLead: (from, to, day) => `${from} hands over to ${to}. The last day of what goes over or ends is ${day}.`,
  right: 'Right',
  becomes: 'What happens',
  gives: (to, until) => `${to} gets it today, until ${until}`,
  contextsStay: (to, contexts) =>
    `mind: ${contexts} does not go over, because ${to} has this right with another context`,
  themesStay: (to, n) =>
    `mind: ${n === 1 ? '1 theme does' : `${n} themes do`} not go over, because the right of ${to} begins later`,
  themesWait: (n) =>
    n === 1
      ? '1 of these themes holds only when a second person confirms it'
      : `${n} of these themes hold only when a second person confirms them`,
  themesGo: (n) => (n === 1 ? '1 theme goes along' : `${n} themes go along`),
  endsFor: (from, day) => `ends for ${from} on ${day}`,
  neverBegins: (from) => `no longer begins for ${from}`,
  endsAnyway: 'ends in time already',
  stays: 'stays as it is',
  whoCan: (rights) => `You may not do that. Somebody can who has: ${rights}.`,
  hinderedTitle: 'This cannot be',
  hindered: 'Nothing changes as long as one right cannot. Choose something else there.',
  reason: 'Reason',
  reasonHint: 'Stands in the log, with the names of both.',
  reasonMissing: 'Write why the rights go over.',
  tooEarly: 'Choose today or later.',
  nothing: 'Choose at least one right that goes over or ends.',
  submit: 'Hand over',
  change: 'Change',
  done: (moved, ended) =>
    `Handed over: ${moved === 1 ? '1 right' : `${moved} rights`}. Ended: ${ended === 1 ? '1 right' : `${ended} rights`}. Both get a mail.`,
  relationNext: (from) =>
    `Does ${from} leave altogether? Then end the relation with the institution too: that also closes open requests for access.`,
  mails: {
    open: 'Look at your rights',
    leaver: {
      subject: (place) => `Your rights for ${place} were handed over`,
      lead: (place, day, to) =>
        `An administrator of ${place} handed rights of yours over to ${to} or ended them. You have them until ${day}:`,
    },
    successor: {
      subject: (from) => `You take over rights from ${from}`,
      lead: (place, from) => `For ${place} you have taken over from ${from}, from today:`,
    },
  },
};
