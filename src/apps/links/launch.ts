import type { Link } from '#apps/links/inputs.ts';
import { formatOrganisationCode } from '#directory/institution-number.ts';

/** For whom a sign-in at a linked application begins. */
export interface Launch {
  /** The identity provider at which the person signed in here. */
  issuer: string;
  targetGroup: string;
  organisationId: number;
}

/**
 * The address that leads to a linked application. One that lets others begin a sign-in gets a targeted one: the gateway skips the
 * choice of on whose behalf, since it was made here (OpenID Connect Core 4; targeted sign-in of the access gateway).
 */
export function launchAddress(link: Link, launch: Launch): string {
  const begin = link.client?.initiateLoginUrl;
  if (!begin) return link.url ?? '';
  const hint = { cap_hint: launch.targetGroup, code_hint: formatOrganisationCode(launch.organisationId) };
  const address = new URL(begin);
  address.searchParams.set('iss', launch.issuer);
  address.searchParams.set('login_hint', Buffer.from(JSON.stringify(hint)).toString('base64'));
  address.searchParams.set('target_link_uri', link.url ?? '');
  return address.href;
}
