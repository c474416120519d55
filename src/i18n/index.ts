import { en } from '#i18n/en.ts';
import { nl } from '#i18n/nl.ts';

export type Lang = 'nl' | 'en';
export type Messages = typeof nl;

/** The texts of a language; Dutch is the source and English has the same shape. */
export const messages: Readonly<Record<Lang, Messages>> = { nl, en };
