import type { Endpoint, Route } from '#access/route.ts';
import { applications } from '#apps/index.ts';
import { linkEndpoints, linkRoutes } from '#apps/links/index.ts';
import { scimEndpoints } from '#apps/scim/index.ts';
import { demoChooseRoute } from '#web/demo-provider/choose.tsx';
import { assetEndpoint, iconEndpoint } from '#web/assets.ts';
import { healthEndpoints } from '#web/health.ts';
import { openApiEndpoint } from '#web/openapi.ts';
import { inboxRoutes } from '#web/pages/inbox.tsx';
import { infoRoutes } from '#web/pages/info.tsx';
import { invitationRoutes } from '#web/invitation/routes.tsx';
import { startRoutes } from '#web/pages/start.tsx';
import type { IdentityProvider } from '#web/sign-in/identity-provider.ts';
import { signInRoutes } from '#web/sign-in/routes.tsx';
import { whoRoutes } from '#web/who/routes.tsx';
import { whyRoutes } from '#web/why/routes.tsx';

/** Everything there is to open, each with its rule. The generated access table is made from this list. */
export function allRoutes(provider: IdentityProvider, mode: 'demo' | 'production'): Route[] {
  return [
    ...signInRoutes(provider),
    ...invitationRoutes(provider),
    ...startRoutes,
    ...whyRoutes,
    ...whoRoutes,
    ...infoRoutes,
    ...applications.flatMap((application) => application.routes),
    ...linkRoutes,
    ...(mode === 'demo' ? [demoChooseRoute, ...inboxRoutes] : []),
  ];
}

/** What machines speak to: services that deliver, and whoever watches the installation. All of it is described for them. */
export function machineEndpoints(): Endpoint[] {
  return [...healthEndpoints, ...apiEndpoints()];
}

export function allEndpoints(): Endpoint[] {
  return [...healthEndpoints, assetEndpoint, iconEndpoint, ...apiEndpoints()];
}

function apiEndpoints(): Endpoint[] {
  return [
    ...applications.flatMap((application) => application.endpoints ?? []),
    ...scimEndpoints,
    ...linkEndpoints,
    openApiEndpoint(machineEndpoints),
  ];
}
