import { anyActor, application, form, opensApplication, page, uploadForm, type FilesOfForm } from '#access/route.ts';
import { mostFileBytes, mostFiles } from '#apps/submissions/model.ts';
import { cataloguePage } from '#apps/submissions/pages/catalogue.tsx';
import { composePage, draftPage } from '#apps/submissions/pages/compose.tsx';
import { receivedFilePage, receivedPage, receiveHandling } from '#apps/submissions/pages/desk-item.tsx';
import { deskPage } from '#apps/submissions/pages/desk-list.tsx';
import { exportListPage, exportSubmissionPage } from '#apps/submissions/pages/export.ts';
import { overviewPage } from '#apps/submissions/pages/overview.tsx';
import { receiveDiscard, receiveDraft } from '#apps/submissions/pages/receive.ts';
import { receiptPage, receiveRepair, receiveWithdrawal, sentFilePage } from '#apps/submissions/pages/sender-actions.ts';
import { submissionPage } from '#apps/submissions/pages/submission.tsx';
import { filesField } from '#apps/submissions/pages/words.ts';
import { opensDesk, opensSending } from '#apps/submissions/rule.ts';

export { listFormDeadlines } from '#apps/submissions/deadlines.ts';
export { mostFileBytes, mostFiles } from '#apps/submissions/model.ts';
export {
  errorOf,
  filesField,
  institutionLabel,
  keptFiles,
  listedFile,
  momentOf,
  refusedFiles,
} from '#apps/submissions/pages/words.ts';
export { submissionShelf } from '#apps/submissions/check-files.ts';
export { handleSubmission } from '#apps/submissions/commands/handle.ts';
export { saveDraft } from '#apps/submissions/commands/prepare-draft.ts';
export { sendSubmission } from '#apps/submissions/commands/send.ts';
export { listTerms, removeWhatIsOver, setDraftTerm, setTerm } from '#apps/submissions/terms.ts';
export type { Handling } from '#apps/submissions/model.ts';
export {
  ParameterRefused,
  readForms,
  setFormParameters,
  setReceivingService,
  type FormParameters,
} from '#apps/submissions/parameters.ts';

const senders = opensApplication('submissions', opensSending);
const workers = opensApplication('submission-desk', opensDesk);
const files: FilesOfForm = { field: filesField, most: mostFiles + 1, maxBytes: mostFileBytes };

/** Document versturen: an institution sends documents to the administration in a secured way (DV-1 to DV-3). */
export const submissions = application({
  id: 'submissions',
  name: (t) => t.submissions.name,
  opensFor: opensSending,
  place: 'level',
  path: 'document-versturen',
  levels: 'all',
  routes: [
    page('/:level/document-versturen', senders, composePage),
    uploadForm('/:level/document-versturen', senders, files, receiveDraft),
    page('/:level/document-versturen/concept/:id', senders, draftPage),
    form('/:level/document-versturen/concept/:id/weg', senders, receiveDiscard),
    page('/:level/document-versturen/overzicht', senders, overviewPage),
    page('/verstuurd/:id', senders, submissionPage),
    page('/verstuurd/:id/bestand/:bestand', senders, sentFilePage),
    page('/verstuurd/:id/ontvangstbewijs', senders, receiptPage),
    form('/verstuurd/:id/intrekken', senders, receiveWithdrawal),
    uploadForm('/verstuurd/:id/verbeteren', senders, files, receiveRepair),
    page('/formulieren', anyActor, cataloguePage),
  ],
});

/** Ontvangen documenten: the work of the services that receive what institutions send (DV-4). */
export const submissionDesk = application({
  id: 'submission-desk',
  name: (t) => t.submissions.deskName,
  opensFor: opensDesk,
  place: 'start',
  path: 'ontvangen-documenten',
  levels: 'all',
  routes: [
    page('/ontvangen-documenten', workers, deskPage),
    page('/ontvangen-documenten/lijst.csv', workers, exportListPage),
    page('/ontvangen-documenten/:id', workers, receivedPage),
    page('/ontvangen-documenten/:id/alles.zip', workers, exportSubmissionPage),
    page('/ontvangen-documenten/:id/bestand/:bestand', workers, receivedFilePage),
    uploadForm('/ontvangen-documenten/:id/behandelen', workers, files, receiveHandling),
  ],
});
