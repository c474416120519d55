import { anyActor, application, form, page, publicForm, publicPage } from '#access/route.ts';
import { everyActor } from '#access/rule.ts';
import { rhythmsAddress } from '#apps/alerts/pages/alert-fields.tsx';
import { newsAddress, newsPage } from '#apps/alerts/pages/news.tsx';
import { rhythmsPage, sendDrop, sendRhythm } from '#apps/alerts/pages/rhythms.tsx';
import { sendStop, stoppedPage, stopPage } from '#apps/alerts/pages/stop.tsx';
import { stopEndpoint } from '#apps/alerts/stop-endpoint.ts';
import { stopAddress } from '#apps/alerts/stop-token.ts';

export { countNewForBell, mostInBell, ownNews } from '#apps/alerts/bell.ts';
export { chooseRhythm, dropRhythm } from '#apps/alerts/commands/keep-rhythms.ts';
export { saveAlerts, stopAlerts } from '#apps/alerts/commands/save-alerts.ts';
export { composeDigests } from '#apps/alerts/compose.ts';
export { AlertFields, alertsOf, rhythmsAddress } from '#apps/alerts/pages/alert-fields.tsx';
export { newsAddress } from '#apps/alerts/pages/news.tsx';
export { findSettings, type AlertSettings } from '#apps/alerts/settings.ts';
export { digestComposer, tellDue, tellOfNews } from '#apps/alerts/tell.ts';

/** Attendering: told of new documents by mail and behind the bell (NO-1, NO-2). The settings themselves stand on Mijn profiel. */
export const alerts = application({
  id: 'alerts',
  name: (t) => t.alerts.name,
  opensFor: everyActor,
  place: 'none',
  path: 'meldingen',
  levels: 'all',
  routes: [
    page(newsAddress, anyActor, newsPage),
    page(rhythmsAddress, anyActor, rhythmsPage),
    form(rhythmsAddress, anyActor, sendRhythm),
    form(`${rhythmsAddress}/verwijder`, anyActor, sendDrop),
    publicPage(stopAddress, stoppedPage),
    publicPage(`${stopAddress}/:token`, stopPage),
    publicForm(stopAddress, sendStop, 'alerts-stop'),
  ],
  endpoints: [stopEndpoint],
});
