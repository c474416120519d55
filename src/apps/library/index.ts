import { application, form, opensApplication, page } from '#access/route.ts';
import { deliveryEndpoints } from '#apps/library/api.ts';
import { documentPage } from '#apps/library/pages/document.tsx';
import { allDocumentsPage, levelDocumentsPage } from '#apps/library/pages/documents.tsx';
import { downloadPage, filePage } from '#apps/library/pages/file.ts';
import { institutionSharesPage } from '#apps/library/pages/institution-shares.tsx';
import { letGo } from '#apps/library/pages/let-go.ts';
import { readingsPage } from '#apps/library/pages/readings.tsx';
import { receiveShare, sharePage } from '#apps/library/pages/share.tsx';
import { rehearseGrid } from '#apps/library/rehearsal/grid.tsx';
import { opensLibrary, placesOfLibrary } from '#apps/library/rule.ts';
import { administersThemes } from '#apps/themes/index.ts';

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
export { readingsOfInstitution } from '#apps/library/readings.ts';
export { newestDocuments, openDocument, searchDocuments, type DocumentDetails } from '#apps/library/queries.ts';
export { letGoOfShare } from '#apps/library/sharing/let-go.ts';
export { previewShare, shareDocument } from '#apps/library/sharing/share-document.ts';
export { sharesOfDocument, sharesOfInstitution } from '#apps/library/sharing/shares.ts';
export { rehearse, type Rehearsal } from '#apps/library/rehearsal/rehearse.ts';
export { rehearseField } from '#apps/library/rehearsal/day.tsx';
export { askedDay, rehearsalDay, type AskedDay } from '#apps/library/rehearsal/asked-day.ts';
export { RehearsalFields, rehearsing, type Rehearsing } from '#apps/library/rehearsal/rehearsing.tsx';
export { opensLibrary } from '#apps/library/rule.ts';
export { readByRight } from '#apps/library/visible.ts';

/** Who administers the themes of an institution oversees what is shared of it and who reads its pay overviews (DO-7, DO-9). */
const administrators = opensApplication('themes', administersThemes);
const readers = opensApplication('library', opensLibrary, placesOfLibrary);

/** Documenten of one level (PO-3). */
export const library = application({
  id: 'library',
  name: (t) => t.library.name,
  opensFor: opensLibrary,
  opensAt: placesOfLibrary,
  place: 'level',
  path: 'documenten',
  levels: 'all',
  routes: [
    page('/:level/documenten', readers, levelDocumentsPage),
    page('/:level/themabeheer/gedeeld', administrators, institutionSharesPage),
    page('/:level/themabeheer/lezingen', administrators, readingsPage),
    form('/:level/themabeheer/proef', administrators, rehearseGrid),
  ],
});

/** Alle documenten, a tab of the start page (PO-4), and each document. */
export const libraryStart = application({
  id: 'library-all',
  name: (t) => t.library.allName,
  opensFor: opensLibrary,
  opensAt: placesOfLibrary,
  place: 'start',
  path: 'documenten',
  levels: 'all',
  routes: [
    page('/documenten', readers, allDocumentsPage),
    page('/document/:id', readers, documentPage),
    page('/document/:id/bestand', readers, filePage),
    page('/document/:id/download', readers, downloadPage),
    page('/document/:id/delen', readers, sharePage),
    form('/document/:id/delen', readers, receiveShare),
    form('/document/:id/gedeeld/weg', readers, letGo),
  ],
  endpoints: deliveryEndpoints,
});
