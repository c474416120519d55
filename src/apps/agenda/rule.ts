import { anyOf, holds } from '#access/rule.ts';

/** Who has an agenda: whoever has access to the level (PO-3). Which items are in it is decided per item by its audience. */
export const opensAgenda = anyOf(holds('portal-admin'), holds('portal-user'), holds('administration-reader'));

/** Who keeps the agenda, each for the own service. */
export const keepsAgenda = holds('agenda-editor');
