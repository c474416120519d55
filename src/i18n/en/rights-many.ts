import type { ManyMessages } from '../nl/rights-many.ts';

export const many: ManyMessages = {
  title: 'Give to several people',
  steps: { who: 'Institution and people', what: 'Right and period', confirm: 'Confirm' },
  institution: 'Institution number',
  related: 'People related to this institution',
  plus: (name) => `Add ${name} to the selection`,
  plusAll: (n) => (n === 1 ? 'Add' : `Add all ${n.toLocaleString('en-GB')}`),
  isPicked: 'selected',
  minus: (name) => `Take ${name} out of the selection`,
  picked: 'Selected users',
  nobodyPicked: 'Nobody yet. Click the plus beside a name.',
  givenName: 'First name',
  familyName: 'Family name',
  number: 'Institution number',
  category: 'Category',
  status: 'Status',
  active: 'Active',
  open: 'open',
  giveRight: 'Give a right',
  nothing: 'You may not give any right to these people for this institution.',
  organisation: 'Organisation',
  contexts: 'Click a context to move it to the other list.',
  contextsRequired: 'Click a context to move it to the other list. Select at least one.',
  available: 'Available',
  selected: 'Selected',
  noneAvailable: 'no others',
  noneSelected: 'none yet',
  select: (context) => `Select ${context}`,
  unselect: (context) => `Take ${context} out of the selection`,
  hindered: (n) =>
    n === 1
      ? '1 person cannot get this right like this'
      : `${n.toLocaleString('en-GB')} people cannot get this right like this`,
  existing: (from, until) => `has this right already, from ${from} up to and including ${until}.`,
  takeOut: (n) =>
    n === 1
      ? 'Take this person out of the selection'
      : `Take these ${n.toLocaleString('en-GB')} people out of the selection`,
  gone: 'Whoever has no relation with this institution any more was taken out. Check the selection and go on.',
  sentence: (s) =>
    `You give ${s.people === 1 ? '1 person' : `${s.people.toLocaleString('en-GB')} people`} the right ${s.right} for ${s.organisation} from ${s.from} up to and including ${s.until}:`,
  submit: 'Confirm',
  done: (n) =>
    `${n.toLocaleString('en-GB')} people have been given the right. It works from its first day, on the next click.`,
};
