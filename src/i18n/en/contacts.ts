import type { ContactsMessages } from '#i18n/nl/contacts.ts';

export const contacts: ContactsMessages = {
  name: 'My contacts',
  levelName: 'Contact persons',
  lead: 'Whom you can turn to with questions about your institution.',
  search: 'Search an institution by name or number',
  noneFound: 'No institution found',
  noneFoundHint: 'Check the number or the name, or search by municipality.',
  none: 'We do not know the contact persons of this institution yet. Call 1700 free of charge.',
  caption: (institution: string) => `Contact persons of ${institution}`,
  help: 'A question about signing in or about Schoolpoort itself?',
  helpLink: 'See Help',
  kind: 'Kind',
  contactName: 'Name',
  phone: 'Telephone',
  email: 'E-mail address',
  kinds: {
    'school-management-team': 'School management team',
    workstation: 'Workstation',
    verifier: 'Verifier',
    'institution-management-team': 'Institution management team',
  },
  keep: {
    name: 'Contact management',
    lead: 'Which team and which verifier belong to which institution.',
    add: 'New team or person',
    institutions: 'Institutions',
    searchInstitution: 'Search an institution by name or number',
    found: 'Institutions found',
    number: 'Number',
    institution: 'Institution',
    municipality: 'Municipality',
    contacts: 'Teams and people',
    noContacts: 'There are no teams or people yet. Add one, or have a list imported.',
    saved: 'This has been saved. Schools see it at once.',
    serves: (count: number) =>
      count === 1
        ? 'Serves 1 institution. A change holds there at once.'
        : `Serves ${count} institutions. A change holds everywhere at once.`,
    nameHint: 'The name of the team or person, as schools know it',
    whoServes: 'Who serves this institution?',
    nobody: 'Nobody',
    save: 'Save',
    back: 'Back without saving',
    errors: {
      name: 'Give a name of at most 150 characters.',
      phone: 'Write a telephone number in digits, for instance 02 553 00 00, or leave it empty.',
      email: 'Give a complete e-mail address, for instance team@vlaanderen.be, or leave it empty.',
      exists: 'There is a team or person of this kind with that name already. Choose another name or change that one.',
      changedMeanwhile:
        'A colleague changed this meanwhile. What you typed still stands below: save again if that is what it must become.',
    },
  },
};
