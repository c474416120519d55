import { anyActor, application, form, opensApplication, page } from '#access/route.ts';
import { anyOf, holds } from '#access/rule.ts';
import { accessPage, sendAccess, sendPreview } from '#apps/rights/pages/access/access.tsx';
import {
  accessAddress,
  accessPreviewAddress,
  base,
  catalogueAddress,
  chooseAddress,
  deputyshipsAddress,
  endAddress,
  giveAddress,
  endingAddress,
  institutionsAddress,
  invitationsAddress,
  inviteAddress,
  journalAddress,
  journalFileAddress,
  manyAddress,
  manyPickAddress,
  peopleAddress,
  prolongAddress,
  endRelationsAddress,
  formerAddress,
  prolongRelationAddress,
  removeAddress,
  removePickAddress,
  listsAddress,
  listTemplateAddress,
  registerAddress,
  searchPersonAddress,
  reviewsAddress,
  startReviewAddress,
  askAddress,
  askDeputyAddress,
  ownRequestsAddress,
  tasksAddress,
} from '#apps/rights/pages/addresses.ts';
import { automaticPage } from '#apps/rights/pages/automatic/list.tsx';
import { sendSwitch, switchPage } from '#apps/rights/pages/automatic/switch.tsx';
import { cataloguePage } from '#apps/rights/pages/catalogue.tsx';
import { sendChoice } from '#apps/rights/pages/chosen/choice.ts';
import { endPage, sendEnd } from '#apps/rights/pages/chosen/end.tsx';
import { prolongPage, sendProlong } from '#apps/rights/pages/chosen/prolong.tsx';
import { endingPage } from '#apps/rights/pages/ending.tsx';
import { listFaults, listPage, sendConfirmation } from '#apps/rights/pages/lists/list.tsx';
import { listTemplate, newListPage, sendList } from '#apps/rights/pages/lists/new-list.tsx';
import { manyPageAt, sendMany } from '#apps/rights/pages/give-many/give-many.tsx';
import { sendPicked } from '#apps/rights/pages/give-many/pick-people.ts';
import { givePageAt, sendGrant } from '#apps/rights/pages/give/give.tsx';
import { invitePage, sendInvite } from '#apps/rights/pages/invitations/invite.tsx';
import { invitationsPage, sendInvitationChange } from '#apps/rights/pages/invitations/list.tsx';
import { askDeputyPage, sendAskDeputy } from '#apps/rights/pages/deputies/ask.tsx';
import { sendEndDeputyship } from '#apps/rights/pages/deputies/end.ts';
import { deputyPage, sendDeputy } from '#apps/rights/pages/deputies/name.tsx';
import { handoverPage, sendHandover } from '#apps/rights/pages/handover/handover.tsx';
import { institutionPage } from '#apps/rights/pages/institution.tsx';
import { institutionsPage } from '#apps/rights/pages/institutions.tsx';
import { heldPage, sendRejection, sendRelease } from '#apps/rights/pages/held/held.tsx';
import { journalPage } from '#apps/rights/pages/journal/page.tsx';
import { saveJournal } from '#apps/rights/pages/journal/save.ts';
import { mergerPage, sendMerger } from '#apps/rights/pages/mergers/merger.tsx';
import { peoplePage } from '#apps/rights/pages/people.tsx';
import { showPerson } from '#apps/rights/pages/person.tsx';
import { addRelationPage, sendRelation } from '#apps/rights/pages/register/add-relation.tsx';
import { sendRegistration } from '#apps/rights/pages/register/register.tsx';
import { searchPersonPage, sendSearch } from '#apps/rights/pages/register/search.tsx';
import { endRelationsPage, sendEndRelations } from '#apps/rights/pages/relations/end.tsx';
import { formerPage } from '#apps/rights/pages/relations/former.tsx';
import { prolongRelationPage, sendProlongRelation } from '#apps/rights/pages/relations/prolong.tsx';
import { removePage, sendRemoval } from '#apps/rights/pages/relations/remove.tsx';
import { saveReview } from '#apps/rights/pages/reviews/items.tsx';
import { sendReview, showReview } from '#apps/rights/pages/reviews/review.tsx';
import { reviewsPage } from '#apps/rights/pages/reviews/reviews.tsx';
import { sendStartReview, startReviewPage } from '#apps/rights/pages/reviews/start.tsx';
import { sendStopReview, stopReviewPage } from '#apps/rights/pages/reviews/stop.tsx';
import { askPage, sendAsk } from '#apps/rights/pages/requests/ask.tsx';
import { ownRequestsPage, sendWithdrawal } from '#apps/rights/pages/requests/mine.tsx';
import { sendApproval, sendRefusal, taskPage } from '#apps/rights/pages/requests/decide.tsx';
import { tasksPage } from '#apps/rights/pages/requests/tasks.tsx';
import { rescuePage } from '#apps/rights/rescue/page.tsx';
import { startPage } from '#apps/rights/pages/start.tsx';

export { addRelation } from '#apps/rights/commands/add-relation.ts';
export { applyMergers, readMergerFiles } from '#apps/rights/mergers/import-mergers.ts';
export { composeMergerMails, followMergers, mergerComposer } from '#apps/rights/mergers/mails.ts';
export { listMergers } from '#apps/rights/mergers/queries.ts';
export { recordSuccessor, sayProblem, withdrawSuccessor } from '#apps/rights/mergers/record.ts';
export { endGrants } from '#apps/rights/commands/end-grants.ts';
export { grantRight } from '#apps/rights/commands/grant-right.ts';
export { prolongGrants } from '#apps/rights/commands/prolong-grants.ts';
export { prolongRelation } from '#apps/rights/commands/prolong-relation.ts';
export { registerPerson } from '#apps/rights/commands/register-person.ts';
export { endThroughProgram } from '#apps/rights/held/end-through-program.ts';
export { categories, genders } from '#apps/rights/registering.ts';
export { managedOrganisations } from '#apps/rights/queries/scope.ts';
export { importRight, type ImportOutcome } from '#apps/rights/commands/import-right.ts';
export { registerHead, type HeadOutcome } from '#apps/rights/commands/register-head.ts';
export { addDays, parseDay } from '#apps/rights/period.ts';
export { findFormOutcome, rememberFormOutcome } from '#apps/rights/store.ts';
export { askAddress, personAddress, tasksAddress } from '#apps/rights/pages/addresses.ts';
export { listDifferences } from '#apps/rights/queries/rebuilt.ts';
export { warningDays } from '#apps/rights/queries/ending.ts';
export { countForBell } from '#apps/rights/queries/requests.ts';
export { followRequests } from '#apps/rights/mails/follow-requests.ts';
export { composeRequestMails, requestComposer } from '#apps/rights/mails/request-mails.ts';
export { composeGivenMails, givenComposer, tellOfGiven } from '#apps/rights/mails/tell-given.ts';
export { composeEndingMails, endingComposer, warnOfEnding } from '#apps/rights/mails/warn-ending.ts';
export { acceptInvitation, type AcceptOutcome } from '#apps/rights/invitations/accept.ts';
export { invitationAddress } from '#apps/rights/invitations/mails.ts';
export { forgetVisitors, type Invitation } from '#apps/rights/invitations/store.ts';
export { canFollow, findVisited, followInvitation, noteSignIn } from '#apps/rights/invitations/visit.ts';
export { composeRescueMails, rescueComposer } from '#apps/rights/rescue/mails.ts';
export { followRescues } from '#apps/rights/rescue/queries.ts';
export { rescueTold } from '#apps/rights/rescue/told.ts';
export { followDeputyships } from '#apps/rights/deputies/follow.ts';
export { DeputyshipStopped, OwnDeputyships } from '#apps/rights/pages/deputies/deputyships.tsx';
export { followReviews } from '#apps/rights/reviews/follow-reviews.ts';
export { composeReviewMails, reviewComposer } from '#apps/rights/reviews/review-mails.ts';
export { startLists } from '#apps/rights/lists/worker.ts';
export { synchroniseHeadGrants, type HeadGrantsReport } from '#apps/rights/commands/synchronise-head-grants.ts';

/** Who manages rights of an institution of his own; the helpdesk only steps in to give some. */
const manages = [holds('head-local-admin'), holds('local-admin'), holds('portal-admin'), holds('edison-admin')];
const opensFor = anyOf(...manages, holds('helpdesk'));
const taskPath = `${tasksAddress}/:id`;
const mergerPath = `${tasksAddress}/fusie/:nummer`;
const heldPath = `${tasksAddress}/tegengehouden/:id`;
const handoverPath = `${base}/persoon/:id/overdragen`;
const deputyPath = `${base}/persoon/:id/plaatsvervanger`;
const reviewPath = `${reviewsAddress}/:id`;
const relationPath = `${base}/persoon/:id/band`;
const automaticPath = `${base}/instelling/:nummer/automatisch`;
const guard = opensApplication('rights', opensFor);
const managers = opensApplication('rights', anyOf(...manages));

/** Gebruikersbeheer: who may do what, for which organisation, from when to when (RI). */
export const rights = application({
  id: 'rights',
  name: (t) => t.rights.name,
  opensFor,
  place: 'start',
  path: 'gebruikersbeheer',
  levels: 'all',
  routes: [
    page(base, guard, startPage),
    page(catalogueAddress, guard, cataloguePage),
    page(institutionsAddress, guard, institutionsPage),
    page(peopleAddress, guard, peoplePage),
    page(`${base}/persoon/:id`, guard, showPerson),
    page(relationPath, managers, addRelationPage),
    form(relationPath, managers, sendRelation),
    page(endRelationsAddress, managers, endRelationsPage),
    form(endRelationsAddress, managers, sendEndRelations),
    page(prolongRelationAddress, managers, prolongRelationPage),
    form(prolongRelationAddress, managers, sendProlongRelation),
    page(removeAddress, managers, removePage),
    form(removePickAddress, managers, sendRemoval),
    page(formerAddress, managers, formerPage),
    page(listsAddress, managers, newListPage),
    form(listsAddress, managers, sendList),
    page(listTemplateAddress, managers, listTemplate),
    page(`${listsAddress}/:id`, managers, listPage),
    page(`${listsAddress}/:id/fouten`, managers, listFaults),
    form(`${listsAddress}/:id/bevestigen`, managers, sendConfirmation),
    page(invitationsAddress, managers, invitationsPage),
    form(`${invitationsAddress}/:id`, managers, sendInvitationChange),
    page(inviteAddress, managers, invitePage),
    form(inviteAddress, managers, sendInvite),
    page(registerAddress, guard, searchPersonPage),
    form(searchPersonAddress, guard, sendSearch),
    form(registerAddress, guard, sendRegistration),
    page(`${base}/instelling/:nummer`, guard, institutionPage),
    page(automaticPath, managers, automaticPage),
    page(`${automaticPath}/:recht`, managers, switchPage),
    form(`${automaticPath}/:recht`, managers, sendSwitch),
    page(journalAddress, guard, journalPage),
    page(journalFileAddress, guard, saveJournal),
    page(accessAddress, managers, accessPage),
    form(accessAddress, managers, sendAccess),
    form(accessPreviewAddress, managers, sendPreview),
    page(giveAddress, guard, givePageAt),
    form(giveAddress, guard, sendGrant),
    page(endingAddress, guard, endingPage),
    page(manyAddress, guard, manyPageAt),
    form(manyAddress, guard, sendMany),
    form(manyPickAddress, guard, sendPicked),
    page(tasksAddress, guard, tasksPage),
    page(`${tasksAddress}/zonder-beheerder/:nummer`, guard, rescuePage),
    page(mergerPath, managers, mergerPage),
    form(mergerPath, managers, sendMerger),
    page(taskPath, guard, taskPage),
    form(`${taskPath}/goedkeuren`, guard, sendApproval),
    form(`${taskPath}/weigeren`, guard, sendRefusal),
    page(heldPath, managers, heldPage),
    form(`${heldPath}/vrijgeven`, managers, sendRelease),
    form(`${heldPath}/weigeren`, managers, sendRejection),
    page(askAddress, anyActor, askPage),
    form(askAddress, anyActor, sendAsk),
    page(askDeputyAddress, anyActor, askDeputyPage),
    form(askDeputyAddress, anyActor, sendAskDeputy),
    page(ownRequestsAddress, anyActor, ownRequestsPage),
    form(`${ownRequestsAddress}/:id/intrekken`, anyActor, sendWithdrawal),
    page(handoverPath, managers, handoverPage),
    form(handoverPath, managers, sendHandover),
    page(deputyPath, managers, deputyPage),
    form(deputyPath, managers, sendDeputy),
    form(`${deputyshipsAddress}/:id/stoppen`, anyActor, sendEndDeputyship),
    page(reviewsAddress, managers, reviewsPage),
    page(startReviewAddress, managers, startReviewPage),
    form(startReviewAddress, managers, sendStartReview),
    page(reviewPath, managers, showReview),
    form(reviewPath, managers, sendReview),
    page(`${reviewPath}/bewaren`, managers, saveReview),
    page(`${reviewPath}/stoppen`, managers, stopReviewPage),
    form(`${reviewPath}/stoppen`, managers, sendStopReview),
    form(chooseAddress, guard, sendChoice),
    page(prolongAddress, guard, prolongPage),
    form(prolongAddress, guard, sendProlong),
    page(endAddress, guard, endPage),
    form(endAddress, guard, sendEnd),
  ],
});
