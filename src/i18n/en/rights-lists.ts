import type { ListsMessages } from '#i18n/nl/rights-lists.ts';

export const lists: ListsMessages = {
  title: 'Give rights with a list',
  tile: 'Give with a list',
  tileHint: 'Upload or paste a list, look at it first, then give',
  lead: (most) =>
    `Give up to ${most.toLocaleString('en-GB')} rights at once. You first see row by row what will happen and what is wrong.`,
  template: 'Download the template (CSV)',
  columns:
    'One row per right, with these columns: national register number or e-mail, right (the name as in the catalogue of rights), context, institution number, from, until. The person must have a relation with the institution already. Column names are read in Dutch, as in the template.',
  file: 'File',
  fileHint: 'CSV or XLSX, smaller than 1 MB, without formulas.',
  paste: 'Or paste the list here',
  pasteHint: 'Copy the rows from your spreadsheet, with or without the row of column names.',
  how: 'If not all rows are possible',
  whole: 'All or nothing',
  wholeHint: 'Nothing is given until every row is in order.',
  partly: 'Give what is possible',
  partlyHint: 'Rows with a fault are passed over. You can download and mend them.',
  check: 'Look at the list',
  another: 'another list',
  checking: (done, total) => `The list is being looked at: ${done} of ${total} rows.`,
  applying: (done, total) => `The rights are being given: ${done} of ${total} rows.`,
  leave: 'You may leave this page. The work goes on and you find the list at this address.',
  refresh: 'Refresh',
  possible: (n, shown) =>
    n === 1
      ? '1 row is in order. Nothing has been given yet.'
      : `${shown} rows are in order. Nothing has been given yet.`,
  problems: (n, shown) => (n === 1 ? '1 row is not possible like this' : `${shown} rows are not possible like this`),
  mendAll: 'You chose all or nothing. Mend the rows with a fault in your list and bring it again.',
  mendSome: 'Those rows are passed over. You can download them, mend them and bring them again later.',
  apply: (n, shown) => (n === 1 ? 'Give 1 right' : `Give ${shown} rights`),
  showProblems: (n) => (n === 1 ? 'Show the row with a fault' : 'Show the rows with a fault'),
  showAll: 'Show all rows',
  downloadProblems: 'Download the faults (CSV)',
  rows: 'Rows of the list',
  problemRows: 'Rows with a fault',
  line: 'Row',
  who: 'Person',
  someNumber: 'national register number in this row',
  right: 'Right',
  contexts: 'Context',
  organisation: 'Institution',
  from: 'From',
  until: 'Until',
  period: 'Period',
  outcome: 'What happens',
  problem: 'What is wrong',
  willBeGiven: 'gets the right',
  given: 'has been given the right',
  doneTitle: 'The list has been worked off',
  done: (n, shown) =>
    n === 1
      ? '1 right has been given. It works from the next click on.'
      : `${shown} rights have been given. They work from the next click on.`,
  notGiven: (n, shown) =>
    n === 1 ? '1 row was passed over. Below it says why.' : `${shown} rows were passed over. Below it says why.`,
  unreadable: {
    empty: 'There are no rows in the list. Choose a file or paste the rows.',
    'too-many-rows': 'The list has more than 5,000 rows. Split it into smaller lists.',
    columns: 'The columns were not recognised. Use the column names of the template.',
    kind: 'This is no CSV or XLSX, or it holds macros. Save the spreadsheet as XLSX without macros or as CSV.',
    broken: 'This file cannot be read. Open it in your spreadsheet program and save it again.',
    protected: 'This file is protected with a password. Save it without a password.',
    bomb: 'This file unpacks to far too much. Save it again as CSV.',
  },
  problemTexts: {
    formula: 'There is a formula in this row. Paste it as a value and bring the list again.',
    'who-missing': 'Fill in a national register number or e-mail address.',
    'who-unknown': 'Not found at this institution. Check it, or register the person first.',
    'who-several':
      'More than one person of this institution has this e-mail address. Use the national register number.',
    'organisation-unreadable': 'This is no institution number.',
    'organisation-not-yours': 'You manage no rights of this institution.',
    'right-unknown': 'This right does not exist. Copy the name from the catalogue of rights.',
    'right-not-yours': 'You may not give this right for this institution.',
    'day-unreadable': {
      from: 'Write the first day as dd/mm/yyyy, for example 01/09/2026.',
      until: 'Write the last day as dd/mm/yyyy, for example 30/06/2027.',
    },
    exists: (from, until) => `Has this right already, from ${from} until ${until}.`,
    twice: (line) => `Row ${line} gives the same right for these days already.`,
  },
};
