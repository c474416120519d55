import type { RightsMessages } from '../nl/rights.ts';
import { access } from './rights-access.ts';
import { automatic } from './rights-automatic.ts';
import { change, ending } from './rights-change.ts';
import { invitations } from './rights-invitations.ts';
import { held } from './rights-held.ts';
import { deputies } from './rights-deputies.ts';
import { handover } from './rights-handover.ts';
import { journal } from './rights-journal.ts';
import { mails } from './rights-mails.ts';
import { mergers } from './rights-mergers.ts';
import { many } from './rights-many.ts';
import { lists } from './rights-lists.ts';
import { register } from './rights-register.ts';
import { relations } from './rights-relations.ts';
import { requests, tasks } from './rights-requests.ts';
import { rescue } from './rights-rescue.ts';
import { reviews } from './rights-reviews.ts';
import { person, persons } from './rights-persons.ts';
import { ends } from './rights-time.ts';

export const rights: RightsMessages = {
  name: 'User management',
  access,
  automatic,
  invitations,
  journal,
  rescue,
  deputies,
  handover,
  mergers,
  ends,
  reviews,
  start: {
    lead: 'Who may do what, for which institution, from when to when.',
    institutions: 'Institutions',
    institutionsHint: 'The institutions for which you may see or give rights.',
    searchInstitution: 'Search by number, name or municipality',
    number: 'Number',
    institution: 'Institution',
    municipality: 'Municipality',
    people: 'People',
    noneFoundTitle: 'No institution found',
    noneFound: ['Check the number or the name.', 'You only see institutions whose rights you may manage.'],
    stepsInTitle: 'Institutions without administrator',
    stepsIn:
      'You may give the five rights of a head teacher where an institution has no head local administrator. Find the institution by number or name.',
    hasHeadAdmin: 'Has a head local administrator, who gives the rights.',
    withoutHeadAdmin: 'No head local administrator',
    state: 'State',
    findPerson: 'Find a person by name',
    manage: 'People and rights',
    consult: 'Rights by target group',
    tiles: {
      give: 'Give a right quickly',
      giveHint: 'A new right for one person on behalf of an organisation',
      secondPersonHint: 'Tick pay overviews by two',
      journalHint: 'Who did what, and when',
      who: 'Who can open what?',
      whoHint: 'On any day, by which path',
      former: 'Former persons',
      formerHint: 'Add again who left',
      remove: 'Remove several persons',
      removeHint: 'End the relation of persons with your institution',
      register: 'Register a person',
      registerHint: 'Add somebody by national register number',
      many: 'Give to several people',
      manyHint: 'The same right for as many people as you want',
      people: 'Show all people',
      peopleCount: (n) => (n === 1 ? '1 person' : `${n.toLocaleString('en-GB')} people`),
      institutions: 'Show institutions',
      institutionsCount: (n) =>
        n === 1 ? '1 institution whose rights you manage' : `${n} institutions whose rights you manage`,
      stepsInHint: 'Find an institution without head local administrator',
      rightsCount: (n) => (n === 1 ? '1 right' : `${n.toLocaleString('en-GB')} rights`),
    },
  },
  catalogue: {
    category: 'Category',
    none: (groups) => `No rights yet for: ${groups}.`,
    title: 'Rights',
    lead: 'All rights by target group and category. You cannot change this list here.',
    right: 'Right',
    description: 'What it opens',
    contexts: 'Contexts',
    contextsRequired: 'required',
    noContexts: 'none',
    longest: 'Longest period',
    months: (n) => `${n} months`,
    noLimit: 'no limit known',
    givers: 'Who may give it',
    automatic: 'Automatic for head teachers',
    onlyWithoutHeadAdmin: (name) => `${name} (only without a head local administrator)`,
    nobody: 'only the system or the operator of the installation',
  },
  persons,
  person,
  change,
  ending,
  requests,
  held,
  tasks,
  lists,
  mails,
  register,
  relations,
  many,
  people: {
    lead: 'Everybody related to this institution or holding a right on it.',
    search: 'Search by name',
    order: 'Sort',
    byName: 'by name',
    byEnding: 'first what ends first',
    person: 'Person',
    right: 'Right',
    period: 'Period',
    cause: 'How obtained',
    relation: 'Relation',
    elsewhere: 'through the board or another institution',
    relationUntil: (category, until) => `${category}, until ${until}`,
    actions: 'Action',
    from: (from, until) => `${from} – ${until}`,
    notYet: (date) => `begins on ${date}`,
    inactive: 'gives nothing today',
    noRights: 'no rights',
    prolong: 'Prolong',
    end: 'End',
    endOf: (right, person) => `${right} of ${person}`,
    give: 'Give a right',
    giveTo: (person) => `to ${person}`,
    causes: { automatic: 'automatic (head teacher)', manual: 'given', imported: 'taken over', deputy: 'as a deputy' },
    count: (n) => (n === 1 ? '1 person' : `${n.toLocaleString('en-GB')} people`),
    noneTitle: 'Nobody found',
    none: ['Check the name.', 'Use a part of the given name or the family name.'],
    you: 'you',
  },
  done: {
    granted: (person, right) => `${person} has the right ${right}. It works from the next click on.`,
    grantedLater: (person, right, from) => `${person} gets the right ${right} from ${from} on.`,
    grantedQuietly: 'The right has been given. It works from the next click on.',
    themesNext: 'Now tick the themes in Theme administration: without themes there is nothing to see yet.',
    ended: (n) =>
      n === 1
        ? 'The right still holds today and then ends by itself.'
        : `${n.toLocaleString('en-GB')} rights still hold today and then end by themselves.`,
    shortened: (n) =>
      n === 1
        ? 'The right ends on the day you chose.'
        : `${n.toLocaleString('en-GB')} rights end on the day you chose.`,
    withdrawn: (n) =>
      n === 1
        ? 'The right has been withdrawn. It gives nothing from the next click on.'
        : `${n.toLocaleString('en-GB')} rights have been withdrawn. They give nothing from the next click on.`,
    registered: 'The person has been registered and linked to the institution.',
    exists: 'This person is known already. You see the relations and rights below.',
    relationsEnded: (n) =>
      n === 1
        ? 'The relation ends on the day you chose, with all rights and themes that hang on it.'
        : `${n.toLocaleString('en-GB')} relations end on the day you chose, with all rights and themes that hang on them.`,
    relationsEndedAtOnce: (n) =>
      n === 1
        ? 'The relation has been ended. Rights and themes give nothing from the next click on.'
        : `${n.toLocaleString('en-GB')} relations have been ended. Rights and themes give nothing from the next click on.`,
    relationProlonged: 'The relation has been prolonged. Rights keep their own last day.',
    linked: 'The relation has been added.',
    already: 'This had been done already. It was stored once.',
    prolonged: (n) =>
      n === 1 ? 'The right has been prolonged.' : `${n.toLocaleString('en-GB')} rights have been prolonged.`,
  },
  give: {
    title: 'Give a right',
    steps: { who: 'Institution and person', what: 'Right and period', confirm: 'Confirm' },
    chooseInstitution: 'For which institution?',
    choosePerson: 'To whom?',
    personHint: 'You see everybody related to this institution or to its board.',
    choose: 'Choose',
    chooseRight: 'Which right?',
    right: 'Right',
    next: 'Continue',
    details: 'From when to when?',
    description: 'What does this right open?',
    contexts: 'Contexts',
    contextsHint: 'Tick the roles in which this person gets the right.',
    contextsRequiredHint: 'Tick at least one role.',
    from: 'First day',
    until: 'Last day',
    untilHint: (latest, why) => `dd/mm/yyyy. At the latest ${latest}: ${why}`,
    limits: {
      'longest-period': 'this right may not last longer.',
      giver: 'your own right ends then, and you cannot give beyond it.',
      relation: 'the relation with the institution ends then.',
      catalogue: 'this right ceases to exist then.',
      'next-right': 'a next right of the same kind begins after that.',
    },
    confirmTitle: 'Is this correct?',
    sentence: (s) =>
      `You give ${s.person} the right ${s.right} for ${s.organisation} from ${s.from} up to and including ${s.until}.`,
    as: (right, contexts) => `${right} as ${contexts}`,
    and: ' and ',
    submit: 'Give the right',
    change: 'Change',
    badEnd:
      'This right ends in the summer holiday or in September, when there is often nobody to prolong it. 30 June is usually better.',
    nothingTitle: 'You cannot give this person a right',
    nothing: 'You may not give any right to this person for this institution. Choose another person.',
    nothingOwn: 'You do not prolong or give your own administrator right: another administrator does.',
    exists: (person, right, from, until) =>
      `${person} already has the right ${right} for this institution: from ${from} up to and including ${until}.`,
    existsAfter: (from) => `Should it last longer? Let the new right begin on ${from}.`,
    existsThemes: 'Under the new right the themes have to be ticked again in Theme administration.',
    existsBegin: (from) => `Begin on ${from}`,
    errors: {
      day: 'Write the date as dd/mm/yyyy, for instance 01/09/2026.',
      right: 'Choose a right.',
      'own-admin-right': 'You do not give or prolong your own administrator right. Ask another administrator.',
      'other-target-group': 'This right does not exist for the target group of this person.',
      'begins-in-past': 'A right cannot begin in the past. Choose today or later.',
      'begins-before-relation': (from) =>
        `The relation with the institution only begins on ${from}. Choose that day or later.`,
      'not-yet-in-catalogue': (from) => `This right exists only from ${from} on.`,
      'ends-before-begin': 'The last day lies before the first day.',
      'ends-too-late': (latest, why) => `Choose ${latest} at the latest: ${why}`,
      'context-missing': 'This right does not work without a context. Tick at least one.',
      'context-unknown': 'This context does not exist for this right.',
    },
  },
  end: {
    title: (n) => (n === 1 ? 'End a right' : 'End rights'),
    several: (n) => `You end these ${n.toLocaleString('en-GB')} rights`,
    remark: 'Remark',
    question: (person, right, organisation) => `You end the right ${right} of ${person} for ${organisation}.`,
    periodNow: (from, until) => `It now runs from ${from} up to and including ${until}.`,
    kept: 'The history is kept. You can give the right again later.',
    how: 'When does it end?',
    today: 'Today is the last day',
    todayHint: 'It still holds all day and then ends by itself.',
    later: 'On a later day',
    day: 'Last day',
    dayHint: 'dd/mm/yyyy. Only counts when you choose “On a later day”.',
    atOnce: 'At once',
    atOnceHint: 'It gives nothing from the next click on.',
    reason: 'Reason',
    reasonHint: 'For instance: other function, left. The reason is written to the log.',
    reasonMissing: 'Write why the right ends.',
    submit: (n) => (n === 1 ? 'End the right' : `End ${n.toLocaleString('en-GB')} rights`),
    keep: 'Keep it',
    cannotTitle: (n) =>
      n === 1 ? 'You cannot end this right' : `You cannot end these ${n.toLocaleString('en-GB')} rights`,
    obstacles: {
      'follows-assignment':
        'This right follows from the assignment as head teacher. It ends by itself when that assignment ends, or when giving it automatically is switched off.',
      'follows-deputyship': 'This right belongs to a replacement. Stop the replacement on the page of this person.',
      'last-head-admin':
        'This would leave the institution without an active head local administrator. Give somebody else that right first, or leave one.',
      'already-ended': 'This right ends today already or has been ended.',
      'not-later': 'Choose a day after today.',
      'not-sooner': 'This right ends by that day already. Choose an earlier day.',
      'not-begun': 'This right has not begun yet. You can withdraw it at once.',
    },
  },
};
