import { formatInstitutionNumber } from '#directory/institution-number.ts';

/** What a message may name; never anything of the file's content. */
export interface ReasonDetails {
  name?: string;
  institution?: number;
  successor?: number | null;
  found?: string | undefined;
  expected?: string;
  maxBytes?: number;
}

const accepted = 'pdf, docx, xlsx, pptx, odt, ods, txt, csv, png and jpg';
const number = ({ institution = 0 }: ReasonDetails): string => formatInstitutionNumber(institution);

/** Why a document is refused, by stable code: one plain sentence on what is wrong and how to mend it (DO-10). */
const refusals = {
  'metadata-invalid': () => 'The metadata is not a JSON object: send the fields as described in docs/delivery.md.',
  'field-unknown': ({ name }) => `The field ${name} is not known: correct its spelling or leave it out.`,
  'reference-missing': () => 'The reference is missing: give each document a reference of your own.',
  'reference-too-long': () => 'The reference is longer than 200 characters: use a shorter one.',
  'reference-invalid': () => 'The reference holds control characters: use letters, digits and signs that can be seen.',
  'row-incomplete': ({ found, expected }) =>
    `The row has ${found} fields and the header ${expected}: put a field that holds a separator between double quotes.`,
  'reference-twice': () => 'The reference stands in the manifest twice: one reference is one document.',
  'institution-invalid': () => 'The institution is not an institution number: give its digits, for example 034793.',
  'institution-unknown': (about) => `Institution ${number(about)} is not in the directory: check the number.`,
  'institution-closed': (about) =>
    `Institution ${number(about)} is closed: ${
      about.successor
        ? `deliver to its successor ${formatInstitutionNumber(about.successor)}.`
        : 'deliver to the institution that took over its pupils.'
    }`,
  'institution-lacks-level': (about) =>
    `Institution ${number(about)} does not offer this level: its levels are ${about.expected || 'none'}.`,
  'level-unknown': () =>
    'The level is not known: use its slug, for example basisonderwijs, or its code, for example primary.',
  'theme-unknown': ({ name }) =>
    name
      ? `The theme ${name} is not known: use the slug of a theme.`
      : 'The theme is missing: give the slug of a theme.',
  'theme-lacks-level': ({ name, expected }) =>
    `The theme ${name} does not exist at this level: it exists at ${expected}.`,
  'theme-not-allowed': ({ name }) =>
    `You may not deliver in theme ${name}: ask for the scope documents:deliver:${name}, or ask the operator to allow it.`,
  'document-not-allowed': () =>
    'This reference belongs to a document in a theme that you may not deliver in: use another reference, or ask for that scope too.',
  'school-year-invalid': () =>
    'The school year is not possible: write 2026-2027, or 2026 for the year in which it starts, at most two years ahead.',
  'title-missing': () => 'The title is missing: give the document a title that a school understands.',
  'title-too-long': () => 'The title is longer than 300 characters: make it shorter.',
  'contact-name-missing': () =>
    'The name of the contact person is missing: name a person or team that answers questions.',
  'contact-name-too-long': () => 'The name of the contact person is longer than 200 characters: make it shorter.',
  'contact-phone-invalid': () => 'The telephone number of the contact person is not one: correct it or leave it out.',
  'contact-email-invalid': () => 'The e-mail address of the contact person is not one: correct it or leave it out.',
  'confidentiality-invalid': () => 'The confidentiality must be open, confidential or very-confidential.',
  'confidentiality-mismatch': ({ name, expected }) =>
    `The theme ${name} is ${expected}: say so too, or choose the theme that fits the document.`,
  'published-at-invalid': () => 'The moment of publication is not one: write it as 2026-09-01T08:00:00+02:00.',
  'file-missing': ({ name }) =>
    name
      ? `The file ${name} is not there: put it beside the manifest.`
      : 'The file is missing: send it as the part file.',
  'file-outside': ({ name }) => `The file ${name} lies outside the folder of the manifest: put it inside.`,
  'file-name-too-long': () => 'The file name is longer than 255 characters: make it shorter.',
  'file-changed': () => 'The file changed while it was read: deliver it again when it is finished.',
  'file-empty': () => 'The file is empty: deliver the whole file.',
  'file-too-large': ({ maxBytes = 0 }) =>
    `The file is larger than ${(maxBytes / 1024 ** 2).toLocaleString('en', { maximumFractionDigits: 1 })} MB: make it smaller or split it.`,
  'file-broken': ({ found }) =>
    `The file is broken${found ? ` (${found})` : ''}: make it again and deliver the whole file.`,
  'file-executable': ({ found }) => `The file is a program${found ? ` (${found})` : ''}: only documents are accepted.`,
  'file-active-content': () =>
    'The file is a web page, drawing or script that could run in a browser: deliver it as pdf.',
  'file-macros': () => 'The file holds macros: save it without macros or as pdf.',
  'file-encrypted': () => 'The file is locked with a password: save it without one.',
  'file-zip-bomb': () => 'The file unpacks to far more than a document holds: make it again.',
  'file-type-unknown': ({ found }) =>
    `The type of the file${found ? ` (${found})` : ''} is not accepted: ${accepted} are, judged by content and not by name.`,
} as const satisfies Record<string, (about: ReasonDetails) => string>;

export type RefusalCode = keyof typeof refusals;
export const refusalCodes = Object.keys(refusals) as readonly RefusalCode[];

export interface Reason {
  code: RefusalCode;
  message: string;
}

export function reason(code: RefusalCode, about: ReasonDetails = {}): Reason {
  return { code, message: (refusals[code] as (about: ReasonDetails) => string)(about) };
}

export function isReason(value: string | object): value is Reason {
  return typeof value === 'object' && 'code' in value;
}
