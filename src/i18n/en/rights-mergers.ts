import type { MergerMessages } from '../nl/rights-mergers.ts';

export const mergers: MergerMessages = {
  tasks: 'Mergers',
  tasksCount: (n) => (n === 1 ? '1 merger' : `${n} mergers`),
  old: 'Old institution',
  next: 'Continues as',
  from: 'From',
  title: (old) => `Merger of ${old}`,
  lead: (old, next, from) => `${old} continues as ${next} from ${from} on.`,
  nothingEnds: (old) => `What people may do at ${old} runs until its own last day: the old documents stay readable.`,
  isClosed: (old) => `${old} is closed: rights open nothing there any more.`,
  nobodyMore: 'Nobody gets more than the old number or the new one gave already.',
  notBegun: (from) => `You can choose and look already. Confirming is possible from ${from}.`,
  notBegunTitle: 'Not begun yet',
  themesNeedAdmin:
    'Themes do not come along when you confirm: only who is Mijn Onderwijs Portaal Beheerder of the new institution too can take them along. Let such a person confirm, or tick the themes later.',
  themesNeedAdminTitle: 'You cannot take themes along',
  emptyTitle: 'Nobody holds anything at the old institution any more',
  empty: 'Nothing comes along. Confirm to close the task.',
  emptyYet: 'Nothing comes along for the time being.',
  proposal: 'Proposal for each person',
  proposalHint: {
    all: 'Everything possible is ticked. Untick what should not come along.',
    some: 'What you chose is ticked.',
    none: 'Nothing is ticked. Tick what should come along.',
  },
  preview: 'See what happens',
  previewTitle: 'Is this right?',
  counts: { moves: 'Comes along', held: 'Is there already', stays: 'Does not come along' },
  count: (n) => (n === 1 ? '1 relation, right or theme' : `${n} relations, rights or themes`),
  losers: (n) =>
    n === 0
      ? 'Nobody leaves anything behind at the old institution.'
      : n === 1
        ? 'One person leaves something behind at the old institution. The reason is in the table.'
        : `${n} people leave something behind at the old institution. The reasons are in the table.`,
  rows: 'Everything, once',
  person: 'Person',
  what: 'What',
  becomes: 'What happens',
  relation: (category) => `Relation as ${category}`,
  theme: (name, level) => `Theme ${name}, ${level}`,
  moves: (from, until) => `comes along, from ${from} until ${until}`,
  movesCut: (from, until) =>
    `comes along, from ${from} until ${until}: shorter than now, for longer is not allowed here`,
  movesOpen: (from) => `comes along from ${from}`,
  movesTheme: 'comes along',
  held: 'is there at the new institution already',
  reasons: {
    'not-chosen': 'not chosen',
    'follows-deputyship': 'belongs to a replacement; name a deputy at the new number',
    'follows-assignment':
      'follows automatically from the assignment as head: the new institution gets it from the register',
    'not-in-catalogue': 'this right does not exist any more',
    'other-target-group': 'belongs to another target group than that of the new institution',
    'context-unknown': 'the role does not exist any more. Give the right anew, with a role of today',
    'context-missing': 'it needs a role now. Give the right anew, with a role',
    'no-relation':
      'there is no relation with the new institution and none is made. Make a relation later and give the right apart',
    'too-far-away': 'begins more than a year later. Make the relation then',
    'no-days-left': 'no day is left: it ends before it may begin here',
    'own-admin-right': 'your own administrator right. Ask another administrator of the new institution',
    'not-yours': 'you may not give this for the new institution',
    'more-levels':
      'the new institution has education levels that the old one had not. Decide yourself whether this person may read everything, and give the right apart',
    'level-missing': 'this theme does not exist at the new institution',
    'needs-portal-admin': 'only a Mijn Onderwijs Portaal Beheerder of the new institution ticks it',
    'no-right': 'no running right of Mijn Onderwijs Gebruiker at the new institution',
    'second-person': 'very confidential: propose it in Themabeheer, a second person confirms',
  },
  submit: 'Confirm the merger',
  change: 'Change',
  once: 'You confirm once, for everybody together. What is missing afterwards you give apart.',
  changedTitle: 'Something changed meanwhile',
  changed: 'Nothing was carried over yet. Look at the table again and confirm then.',
  nothing: 'Choose at least one right, relation or theme that comes along.',
  doneTitle: 'The merger is confirmed',
  done: 'Everything that comes along works from the next click on.',
  doneNothing: 'Nothing came along. The task is closed.',
  beforeTitle: 'This merger was confirmed before',
  before: (who, on) => `${who} confirmed it on ${on}. What you sent was not carried out.`,
  decided: (who, on) => `Confirmed by ${who} on ${on}.`,
  announcedTitle: 'Not in sight yet',
  announced: (old, sight) =>
    `From ${sight} you see here who works at ${old} and what they may do there. You get a mail then.`,
  sightFrom: (day) => `in sight from ${day}`,
  all: 'Take everything along that can',
  none: 'Untick everything',
  ofPerson: (name, going, others) =>
    going === 0
      ? `${name}: nothing can come along`
      : `${name}: ${going} can come along${others === 0 ? '' : `, ${others} cannot`}`,
  mails: {
    open: 'Look at the merger',
    decide:
      'Look at what comes along, and confirm once. Until then nobody of the old institution can go on with these rights at the new number.',
    prepare: (from) => `You can choose and look already. Confirming is possible from ${from}.`,
    waits: {
      subject: (old) => `Merger to confirm: ${old}`,
      lead: (old, next, from) =>
        `${old} continues as ${next} from ${from} on. You decide who comes along, and with which rights.`,
    },
    reminder: {
      subject: (old) => `Reminder: the merger of ${old} waits for you`,
      lead: (old, next, from) =>
        `${old} continues as ${next} since ${from}. For three working days the merger has been waiting for you or another head local administrator to confirm it.`,
    },
    carried: {
      subject: (next) => `Your rights come along to ${next}`,
      lead: (old, next) => `${old} continues as ${next}. You now have these rights for the new number too:`,
      themes: (n) => (n === 1 ? '1 theme' : `${n} themes`),
      open: 'Look at your rights',
    },
  },
  noLongerKnown: 'somebody who is not known any more',
};
