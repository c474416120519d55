import { secondPerson } from './second-person.ts';
import type { ThemesMessages } from '#i18n/nl/themes.ts';

/** Texts of Themabeheer in English. */
export const themes: ThemesMessages = {
  secondPerson,
  name: 'Themes',
  lead: 'Choose who may see which documents. A tick counts at once.',
  label: (name, confidentiality) => `${name} (${confidentiality.toLowerCase()})`,
  choose: {
    lead: 'Of which institution do you want to manage the themes?',
    institution: 'Institution',
    number: 'Number',
    users: 'Users',
    find: 'Find by name or number',
    caption: 'Institutions whose themes you manage',
    other: 'Choose another institution',
    one: 'Other institution',
    go: 'Show',
  },
  grid: {
    caption: (institution) => `Users of ${institution} and their themes`,
    automatic: 'has every theme as portal administrator',
    findName: 'Find a name',
    name: 'Name',
    has: 'Only those who have this theme',
    everybody: 'Everybody',
    apply: 'Show',
    nameChip: (text) => `Name: ${text}`,
    themeChip: (theme) => `Has: ${theme}`,
    count: (users, administrators) =>
      `${users === 1 ? '1 user' : `${users} users`} and ${administrators === 1 ? '1 administrator' : `${administrators} administrators`}`,
    tryFirst: 'See first what changes',
    saveAtOnce: 'Save every tick at once',
    whoCan: 'Who could open what, on any day',
    whichDocuments: 'Which documents belong to which theme?',
    nobodyFound: 'Nobody found',
    nobodyFoundHints: ['Search for a part of the first or family name.', 'See whether another filter is on.'],
    clear: 'Show everybody',
    nobodyYet: 'Nobody has the right Mijn Onderwijs Gebruiker yet',
    nobodyYetHints: [
      'First give a colleague that right in the rights manager. Then choose the themes here.',
      'Portal administrators have every theme without ticks.',
    ],
    toRights: 'To the rights manager',
  },
  saved: {
    done: (count) =>
      count === 1 ? '1 change saved. It counts at once.' : `${count} changes saved. They count at once.`,
    nothing: 'There was nothing to save: you had not changed a tick.',
    elsewhereTitle: 'Somebody else worked in this grid too',
    unsaved: 'This was not saved, because a colleague changed it meanwhile. Below is how it is now.',
    alsoChanged: 'A colleague changed this meanwhile. Your own changes were saved.',
    cell: (person, theme, ticked) => `${person}: ${theme} ${ticked ? 'is ticked' : 'is not ticked'}`,
    by: (name) => `by ${name}`,
    more: (count) => `and ${count} more`,
    gone: (count) =>
      count === 1
        ? 'One tick was not saved: that person is no longer a user of this institution.'
        : `${count} ticks were not saved: those people are no longer users of this institution.`,
  },
  tick: {
    changed: (by) => `${by} changed this meanwhile. You now see how it is.`,
    somebody: 'Somebody else',
    gone: 'You can no longer change this here. Load the page again.',
  },
  catalogue: {
    title: 'Themes and their documents',
    lead: 'Every document belongs to a theme. With a theme you see all its documents of that institution and level.',
    theme: 'Theme',
    confidentiality: 'Confidentiality',
    documents: 'Documents',
    levels: 'Levels',
    all: 'Column All',
    inAll: 'yes',
    notInAll: 'no, always by itself',
    find: 'Find a theme',
  },
};
