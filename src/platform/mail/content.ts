/** One part of a mail. Links are paths of this site, or whole addresses. */
export type MailPart =
  | { kind: 'paragraph'; text: string }
  | { kind: 'heading' | 'subheading'; text: string }
  | { kind: 'button'; text: string; href: string }
  | { kind: 'list'; items: readonly MailItem[] };

export interface MailItem {
  text: string;
  href?: string | undefined;
  /** Said behind it, such as a date. */
  note?: string | undefined;
}

/** What a mail says; text and HTML are made from it when it is sent. */
export interface MailContent {
  subject: string;
  parts: readonly MailPart[];
}

export type MailLang = 'nl' | 'en';

export const paragraph = (text: string): MailPart => ({ kind: 'paragraph', text });
export const heading = (text: string): MailPart => ({ kind: 'heading', text });
/** Below a heading. */
export const subheading = (text: string): MailPart => ({ kind: 'subheading', text });
/** The one thing to do. */
export const button = (text: string, href: string): MailPart => ({ kind: 'button', text, href });
export const list = (items: readonly MailItem[]): MailPart => ({ kind: 'list', items });
