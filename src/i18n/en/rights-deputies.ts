import type { DeputiesMessages } from '../nl/rights-deputies.ts';

export const deputies: DeputiesMessages = {
  action: 'Name a deputy',
  title: (who) => `Who replaces ${who}?`,
  lead: (who) =>
    `Is ${who} away for a while? A colleague stands in, until and including a day that you choose. Then it stops by itself.`,
  chooseTitle: 'Choose a colleague',
  chooseHint: 'Somebody with a relation with this institution itself.',
  formTitle: (who) => `${who} as deputy`,
  other: 'Choose somebody else',
  noRights: (who) => `${who} has no rights here today. There is nothing to stand in for.`,
  rules: (absent, deputy) =>
    `${deputy} can never do more than ${absent} can at that moment. The log always says both names. A deputy gives no administrator rights, gives herself nothing and names no other deputy.`,
  rights: 'What does that colleague stand in for?',
  rightsHint: 'Take away what is not needed.',
  untilOf: (who, day) => `${who} has this until and including ${day}`,
  themes: 'Of which themes?',
  themesHint: 'For Mijn Onderwijs Gebruiker. Themes that two people must tick are not among them.',
  notPossible: 'What is not possible',
  notDeputisable: 'nobody stands in for this. If somebody is needed, give a colleague this right.',
  whoCan: (rights) => `you may not. Somebody can who has: ${rights}.`,
  period: 'When?',
  from: 'From',
  until: 'Until and including',
  untilHint: (days) => `dd/mm/yyyy. At most ${days} days. You can always stop it earlier.`,
  submit: 'Name',
  errors: {
    'nothing-chosen': 'Choose at least one right.',
    'no-theme': 'Choose at least one theme, or take Mijn Onderwijs Gebruiker away.',
    'too-early': 'Choose today or later.',
    'ends-before-begin': 'The last day is before the first. Choose a later day.',
    exists: 'This colleague stands in already in that period. Stop that first, or choose another period.',
    'too-long': (day) => `Choose ${day} at the latest. If it takes longer, give a right or hand over to a successor.`,
    decided: 'This request was decided already.',
    'more-than-asked': 'You cannot give more than was asked. Choose no other rights and no longer period.',
    hindered: 'One of these rights is not possible so. Take it away or choose another period.',
  },
  done: 'The deputy is named. Both get a mail.',
  doneEnded: 'The replacement has stopped. It gives nothing any more from the next click.',
  section: 'Replacement',
  replaces: (who, until) => `replaces ${who} until and including ${until}`,
  replacesLater: (who, from, until) => `replaces ${who} from ${from} until and including ${until}`,
  replacedBy: (who, until) => `is replaced by ${who} until and including ${until}`,
  replacedLater: (who, from, until) => `is replaced by ${who} from ${from} until and including ${until}`,
  youReplace: (who, until) => `You replace ${who} until and including ${until}`,
  youReplaceLater: (who, from, until) => `You replace ${who} from ${from} until and including ${until}`,
  youAreReplaced: (who, until) => `${who} replaces you until and including ${until}`,
  youAreReplacedLater: (who, from, until) => `${who} replaces you from ${from} until and including ${until}`,
  at: (place, rights) => `At ${place}: ${rights}.`,
  end: 'Stop the replacement',
  endOf: (deputy, absent) => `of ${absent} by ${deputy}`,
  own: 'Away for a while? Name a deputy on your own page in user management.',
  ownLink: 'To your page',
  askAdmin:
    'Away for a while? An administrator of your institution can name a colleague who replaces you. You can ask for that.',
  ask: {
    title: 'Ask for a deputy',
    lead: 'Your request goes to everybody who can name this deputy. Whoever looks first decides.',
    chooseLead: 'For which institution do you ask for a deputy?',
    noPlace: 'You have no rights today in which somebody can replace you.',
    institution: 'Institution',
    name: 'Who can replace you?',
    nameHint:
      'Write the first and last name of a colleague of the same institution. Your administrator looks that person up.',
    rights: 'In what does that colleague replace you?',
    rightsHint: 'Take away what is not needed.',
    untilOf: (day) => `You have this until ${day}`,
    notWhy: 'You need not write anywhere why you are away.',
    submit: 'Send request',
    cannot: 'You cannot ask for this now',
    obstacles: {
      'asked-already':
        'You have already asked for a deputy at this institution. Take that request back first, or wait.',
      'too-many-open': (most) =>
        `You already have ${most} requests that wait for a decision. Take one back first, or wait.`,
      'refused-recently': (again) =>
        `This colleague was refused recently. Name somebody else, or ask again from ${again}.`,
      nobody:
        'Nobody can give you a deputy for all of these rights together. Ask for fewer rights, or call 1700 free of charge.',
      'name-missing': 'Write who can replace you.',
      'nothing-chosen': 'Choose at least one right.',
      'too-early': 'Choose today or later.',
      'ends-before-begin': 'The last day lies before the first. Choose a later day.',
      'too-long': (day) => `Choose ${day} at the latest.`,
    },
  },
  asked: {
    title: 'Request for a deputy',
    choose: 'Choose who replaces',
    chooseHint: 'Look up the colleague and check in what and when. You can give less than was asked, not more.',
    wished: (name) => `Asked for: ${name}.`,
  },
  mails: {
    open: 'See your profile',
    named: {
      absent: {
        subject: (deputy) => `${deputy} replaces you`,
        lead: (deputy, place, from, until) =>
          `${deputy} replaces you at ${place} from ${from} until and including ${until}. What is done in your place stands in the log with both names. You can always stop it in your profile. It is about:`,
      },
      deputy: {
        subject: (absent) => `You replace ${absent}`,
        lead: (absent, place, from, until) =>
          `You replace ${absent} at ${place} from ${from} until and including ${until}. What you do in that place stands in the log with both names. After that it stops by itself. It is about:`,
      },
    },
    ended: {
      absent: {
        subject: (deputy) => `${deputy} no longer replaces you`,
        lead: (deputy, place) =>
          `${deputy} no longer replaces you at ${place}. What you may do yourself stays as it is.`,
      },
      deputy: {
        subject: (absent) => `You no longer replace ${absent}`,
        lead: (absent, place) =>
          `You no longer replace ${absent} at ${place}. What you may do yourself stays as it is.`,
      },
    },
  },
};
