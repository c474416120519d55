import { anyActor, page, type Endpoint, type Route } from '#access/route.ts';
import { claimsEndpoint } from '#apps/links/claims.ts';
import { openLink } from '#apps/links/pages/open.tsx';

export { applyLinks, LinkRefused, type AppliedLinks } from '#apps/links/commands/apply-links.ts';
export { linksSchema, type Link } from '#apps/links/inputs.ts';
export { isFor, linkTarget, listKnownLinks, listLinks, ownLinks } from '#apps/links/links.ts';
export { addLinkClient, renewLinkSecret, revokeLinkClient, sendEventAgain } from '#apps/links/commands/keys.ts';
export { listEvents } from '#apps/links/telling/outbox.ts';
export { startTelling } from '#apps/links/telling/teller.ts';
export { LinkTiles } from '#apps/links/pages/tiles.tsx';

/** What linked applications ask for themselves. */
export const linkEndpoints: readonly Endpoint[] = [claimsEndpoint];

/** Each linked application carries its own rule, which the handler judges: this address leads on, or explains (OT-1). */
export const linkRoutes: readonly Route[] = [page('/toepassing/:id', anyActor, openLink)];
