import { anyOf, holds } from '#access/rule.ts';

/** Who can send documents at all; which forms is decided per institution, level and theme (DV-2). */
export const opensSending = anyOf(holds('portal-admin'), holds('portal-user'));

/** Workers of the services that receive what is sent (DV-4). */
export const opensDesk = holds('submission-handler');
