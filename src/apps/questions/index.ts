import { anyActor, application, form, opensApplication, page, uploadForm, type FilesOfForm } from '#access/route.ts';
import { receiveAsking, receiveDiscard } from '#apps/questions/pages/ask-actions.ts';
import { askPage } from '#apps/questions/pages/ask.tsx';
import { askedPage } from '#apps/questions/pages/asked-list.tsx';
import { deskPage } from '#apps/questions/pages/desk-list.tsx';
import { receivedPage } from '#apps/questions/pages/desk-question.tsx';
import {
  guestFilePage,
  guestPage,
  invitationPage,
  receiveGuestAnswer,
  receiveInvitation,
} from '#apps/questions/pages/guest.tsx';
import { receivedFilePage, receiveHandling } from '#apps/questions/pages/handle.ts';
import { questionPage } from '#apps/questions/pages/question.tsx';
import { askedFilePage, receiveReaction } from '#apps/questions/pages/react.ts';
import {
  newTemplatePage,
  receiveNewTemplate,
  receiveRemoval,
  receiveTemplate,
  templatePage,
  templatesPage,
} from '#apps/questions/pages/templates.tsx';
import { opensAnswering, opensAsking } from '#apps/questions/rule.ts';
import { filesField, mostFileBytes, mostFiles } from '#apps/submissions/index.ts';

export {
  QuestionParameterRefused,
  readQuestionParameters,
  setQuestionDraftTerm,
  setQuestionMailbox,
  setQuestionRoute,
  setQuestionTerm,
} from '#apps/questions/parameters.ts';
export { countQuestions } from '#apps/questions/list.ts';
export { removeOldQuestionDrafts } from '#apps/questions/old-drafts.ts';
export { QuestionNews } from '#apps/questions/pages/news.tsx';
export { askedAddress, deskAddress } from '#apps/questions/pages/words.ts';
export { questionShelf } from '#apps/questions/check-files.ts';

const askers = opensApplication('questions', opensAsking);
const workers = opensApplication('question-desk', opensAnswering);
const files: FilesOfForm = { field: filesField, most: mostFiles + 1, maxBytes: mostFileBytes };

/** Stel een vraag, on an opened document, and the threads that came of it (DO-6). */
export const questions = application({
  id: 'questions',
  name: (t) => t.questions.askedName,
  opensFor: opensAsking,
  place: 'start',
  path: 'gestelde-vragen',
  levels: 'all',
  routes: [
    page('/document/:id/vraag', askers, askPage),
    uploadForm('/document/:id/vraag', askers, files, receiveAsking),
    form('/document/:id/vraag/:vraag/weg', askers, receiveDiscard),
    page('/gestelde-vragen', askers, askedPage),
    page('/gestelde-vragen/:id', askers, questionPage),
    page('/gestelde-vragen/:id/bestand/:bestand', askers, askedFilePage),
    uploadForm('/gestelde-vragen/:id/reageren', askers, files, receiveReaction),
  ],
});

/** Vragen: the work of the services that answer (DO-6). */
export const questionDesk = application({
  id: 'question-desk',
  name: (t) => t.questions.deskName,
  opensFor: opensAnswering,
  place: 'start',
  path: 'vragen',
  levels: 'all',
  routes: [
    page('/vragen', workers, deskPage),
    page('/vragen/sjablonen', workers, templatesPage),
    page('/vragen/sjablonen/nieuw', workers, newTemplatePage),
    form('/vragen/sjablonen/nieuw', workers, receiveNewTemplate),
    page('/vragen/sjablonen/:id', workers, templatePage),
    form('/vragen/sjablonen/:id', workers, receiveTemplate),
    form('/vragen/sjablonen/:id/weg', workers, receiveRemoval),
    page('/vragen/:id', workers, receivedPage),
    page('/vragen/:id/bestand/:bestand', workers, receivedFilePage),
    uploadForm('/vragen/:id/behandelen', workers, files, receiveHandling),
    // Invited by mail: the secret of the link and a relation with the administration open one question.
    page('/uitnodiging/:sleutel', anyActor, invitationPage),
    form('/uitnodiging/:sleutel', anyActor, receiveInvitation),
    page('/beantwoorden/:id', anyActor, guestPage),
    page('/beantwoorden/:id/bestand/:bestand', anyActor, guestFilePage),
    uploadForm('/beantwoorden/:id', anyActor, files, receiveGuestAnswer),
  ],
});
