import { application, opensApplication, page } from '#access/route.ts';
import { deliveryEndpoints } from '#apps/library/api.ts';
import { documentPage } from '#apps/library/pages/document.tsx';
import { allDocumentsPage, levelDocumentsPage } from '#apps/library/pages/documents.tsx';
import { downloadPage, filePage } from '#apps/library/pages/file.ts';
import { opensLibrary } from '#apps/library/rule.ts';

export { deliveryEndpoints } from '#apps/library/api.ts';
export {
  addClient,
  addService,
  ClientRefused,
  listClients,
  revokeClient,
  rotateSecret,
} from '#apps/library/delivery/clients.ts';
export { deliverDocument, forecastDelivery } from '#apps/library/delivery/deliver-document.ts';
export { UnknownService } from '#apps/library/delivery/delivery.ts';
export { reason, type Reason } from '#apps/library/delivery/reasons.ts';
export type { Delivery, DeliveryCaller, DeliveryForecast, DeliveryOutcome } from '#apps/library/delivery/delivery.ts';
export type { DeliveryMetadata } from '#apps/library/delivery/metadata.ts';
export { countByLevel } from '#apps/library/facets.ts';
export { FoundList as NewestDocuments } from '#apps/library/pages/found-list.tsx';
export { confidentialityWord, institutionLabel } from '#apps/library/labels.ts';
export { countNews, listNews, reaching, type NewDocument } from '#apps/library/news.ts';
export { countFrequentWords, noteFrequentWords } from '#apps/library/words.ts';
export { newestDocuments, openDocument, searchDocuments } from '#apps/library/queries.ts';

const readers = opensApplication('library', opensLibrary);

/** Documenten of one level (PO-3). */
export const library = application({
  id: 'library',
  name: (t) => t.library.name,
  opensFor: opensLibrary,
  place: 'level',
  path: 'documenten',
  levels: 'all',
  routes: [page('/:level/documenten', readers, levelDocumentsPage)],
});

/** Alle documenten, a tab of the start page (PO-4), and each document. */
export const libraryStart = application({
  id: 'library-all',
  name: (t) => t.library.allName,
  opensFor: opensLibrary,
  place: 'start',
  path: 'documenten',
  levels: 'all',
  routes: [
    page('/documenten', readers, allDocumentsPage),
    page('/document/:id', readers, documentPage),
    page('/document/:id/bestand', readers, filePage),
    page('/document/:id/download', readers, downloadPage),
  ],
  endpoints: deliveryEndpoints,
});
