import { anyOf, holds } from '#access/rule.ts';

/** Who has a document library at all; which documents are in it is decided per document (DO-1). */
export const opensLibrary = anyOf(holds('portal-admin'), holds('portal-user'), holds('administration-reader'));
