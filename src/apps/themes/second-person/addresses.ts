import { formatOrganisationCode } from '#directory/institution-number.ts';

/** Proposals stand among the tasks. */
export const proposalsBase = '/mijn-taken/bevestigen';

export const proposalAddress = (proposalId: string): string => `${proposalsBase}/${proposalId}`;

export const switchBase = '/tweepersoonsregel';

export const switchAddress = (organisationId: number, done?: string): string =>
  `${switchBase}/${formatOrganisationCode(organisationId)}${done ? `?gedaan=${done}` : ''}`;
