import type { RescueMessages } from '../nl/rights-rescue.ts';

export const rescue: RescueMessages = {
  title: 'Institutions without administrator',
  one: 'Institution without administrator',
  count: (n) => (n === 1 ? '1 institution without administrator' : `${n} institutions without administrator`),
  lead: 'This institution has no head local administrator. Nobody can give rights or help colleagues there now. Name somebody.',
  foreseenLead: 'This institution will soon be without head local administrator. Name a colleague in time.',
  institution: 'Institution',
  without: 'Without administrator from',
  working: 'Who was asked',
  institutionItself: 'the present administrator',
  board: (name, on) => `board ${name}, on ${on}`,
  helpdesk: (on) => `helpdesk, on ${on}`,
  name: 'Name a head local administrator',
  nameHint:
    'Choose somebody who is related to the institution already, or register somebody new. That person can give rights right away.',
  choose: 'Choose somebody of the institution',
  register: 'Register somebody new',
  closes: 'As soon as there is an administrator, this task goes by itself.',
  named: 'There is a head local administrator again, who can give rights from now on.',
  rightMissing:
    'Choose which administrator right this person gets: you register somebody to give the institution an administrator.',
  told: {
    without: 'Your institution has no administrator.',
    board: (name, on) => `The board ${name} was asked on ${on} to name somebody.`,
    helpdesk: (on) => `The helpdesk was asked on ${on} to name somebody. Call 1700 free of charge if it is urgent.`,
  },
  mails: {
    open: 'Name somebody',
    closes: 'As soon as there is an administrator, you need not do anything.',
    boardWasAsked: (name, on) => `The board ${name} was asked on ${on}.`,
    foreseen: {
      subject: (where) => `Soon without administrator: ${where}`,
      lead: (where, from) =>
        `${where} has no head local administrator from ${from} on. Give that right to a colleague in time, so that nobody gets stuck.`,
    },
    board: {
      subject: (where) => `No administrator: ${where}`,
      lead: (where, from) =>
        `${where} has had no head local administrator since ${from}. As administrator of the board you can name one: choose somebody of the institution, or register somebody new.`,
    },
    helpdesk: {
      subject: (where) => `No administrator: ${where}`,
      lead: (where, from) =>
        `${where} has had no head local administrator since ${from}. Help the institution to an administrator.`,
    },
  },
};
