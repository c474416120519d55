import type { MachinePurpose } from '#access/route.ts';

/** What a token of each kind of client is called in an answer of the token endpoint. */
export const machineScopes: Readonly<Record<MachinePurpose, string>> = { scim: 'scim', application: 'rights:read' };
