import type { AutomaticMessages } from '../nl/rights-automatic.ts';

export const automatic: AutomaticMessages = {
  title: 'Automatic rights',
  lead: 'Whoever is head teacher here gets these rights by itself, as long as the assignment runs. You can switch that off for each right.',
  right: 'Right',
  state: 'Given automatically',
  isOn: 'on',
  isOff: (day, who, reason) => `off since ${day}, by ${who}: ${reason}`,
  somebody: 'an administrator',
  whoCan: (rights) => `can be done by somebody with: ${rights}`,
  link: 'Switch off giving it automatically',
  goOff: 'Switch off',
  goOn: 'Switch on again',
  of: (right) => `: ${right}`,
  earlier: 'Switched off before',
  offOn: 'Switched off',
  onAgain: 'Switched on again',
  told: (day, who, reason) => `${day}, by ${who}: ${reason}`,
  off: {
    title: 'Switch off giving a right automatically',
    lead: (right, place) =>
      `At ${place} the right ${right} follows from the assignment as head teacher. You switch that off.`,
    who: 'Who loses this right?',
    nobody: 'Nobody has this right today because of an assignment.',
    what: 'It holds from the next click on. A new head teacher does not get this right by itself. It can still be given by hand, and switched on again later.',
    own: 'You lose this right yourself.',
    ownAdmin: 'You lose this right yourself. Only another administrator can then switch it on again for you.',
    submit: 'Switch off giving it automatically',
    done: 'This right is not given automatically any more.',
  },
  on: {
    title: 'Switch giving a right automatically on again',
    lead: (right, place) =>
      `At ${place} the right ${right} does not follow from the assignment as head teacher now. You switch that on again.`,
    who: 'Who gets this right?',
    nobody: 'There is no head teacher today with a running assignment and a relation with this institution.',
    what: 'It holds from the next click on, as long as the assignment runs.',
    submit: 'Switch giving it automatically on again',
    done: 'This right is given automatically again.',
  },
  opens: (what) => `What the right does: ${what}`,
  person: 'Person',
  becomes: 'What happens?',
  loses: 'loses it at once',
  losesAsDeputy: 'loses it at once: replaces somebody who has it from the assignment',
  keeps: 'keeps it: did not get it from the assignment',
  gains: 'gets it at once',
  reason: 'Reason',
  reasonHint: 'The reason is written to the log, and in the mail to whoever loses or gets the right.',
  reasonMissing: { off: 'Write why you switch it off.', on: 'Write why you switch it on again.' },
  keep: 'Leave it as it is',
  cannot: 'This is not possible',
  obstacles: {
    'last-head-admin':
      'This would leave the institution without an active head local administrator. Give a colleague that right by hand first. Then switch it off.',
    'own-admin-right':
      'You would get an administrator right yourself, now or when your present one ends. You cannot give yourself that. Ask another administrator to switch it on.',
  },
  mails: {
    open: 'See your rights',
    off: {
      subject: (right, place) => `You no longer have the right ${right} (${place})`,
      lead: (right, place, by, day) =>
        `You had the right ${right} at ${place} by itself, because of your assignment as head teacher. ${by} switched that off. You have not had the right since ${day}.`,
    },
    offForDeputy: {
      subject: (right, place) => `You no longer have the right ${right} (${place})`,
      lead: (right, place, by, day) =>
        `You had the right ${right} at ${place} because you replace a head teacher. ${by} switched off that head teachers get this right by itself. You have not had it since ${day}.`,
    },
    on: {
      subject: (right, place) => `You have the right ${right} (${place})`,
      lead: (right, place, by, day) =>
        `At ${place} ${by} switched on again that head teachers get the right ${right} by itself. You have had it since ${day}, as long as your assignment runs.`,
    },
    reason: (reason) => `Reason: ${reason}`,
    whomToAsk: (by, place) =>
      `Do you have a question? Ask ${by} or another administrator of ${place}. Your profile says who they are.`,
  },
  already: 'It was so already: somebody was before you. Nothing has changed.',
};
