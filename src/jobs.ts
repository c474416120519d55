import { asSystem, atTheDoor, readAsSystem } from '#access/context.ts';
import { sealWaiting } from '#access/seal-waiting.ts';
import { checkWaitingFiles } from '#access/check-waiting-files.ts';
import { questionShelf, removeOldQuestionDrafts } from '#apps/questions/index.ts';
import {
  synchroniseHeadGrants,
  composeEndingMails,
  composeMergerMails,
  composeRequestMails,
  composeRescueMails,
  endingComposer,
  followDeputyships,
  followMergers,
  followRequests,
  followRescues,
  mergerComposer,
  requestComposer,
  rescueComposer,
  composeReviewMails,
  followReviews,
  reviewComposer,
  warnOfEnding,
  forgetVisitors,
} from '#apps/rights/index.ts';
import { removeWhatIsOver, submissionShelf } from '#apps/submissions/index.ts';
import { composeProposalMails, followProposals, proposalComposer } from '#apps/themes/index.ts';
import { composeDigests, digestComposer, tellDue, tellOfNews } from '#apps/alerts/index.ts';
import { countFrequentWords, noteFrequentWords } from '#apps/library/index.ts';
import { removeNumbersOfLeavers } from '#apps/emergency-numbers/index.ts';
import { forgetOldLinks } from '#apps/profile/index.ts';
import { type Config } from '#platform/config.ts';
import { clearOrphans } from '#platform/files/clear-orphans.ts';
import { findPointedTo } from '#platform/files/pointers.ts';
import { defineJob, onJob } from '#platform/jobs.ts';
import { log } from '#platform/log.ts';
import { purgeExpired } from '#web/session/store.ts';
import type { JobHandler } from '#platform/jobs.ts';
import type { Installation } from '#platform/services.ts';

/** Automatic rights follow the head assignments: they begin, end and are renewed without anybody acting (R16). */
const followHeads = defineJob({ name: 'rights.follow-heads', schedule: '5 0 * * *' });
/** Who can decide about a request or a merger is reminded, and the board above a request is told (RE). */
const remindDeciders = defineJob({ name: 'rights.follow-requests', schedule: '30 6 * * 1-5' });
/** Holders and administrators learn in time what ends (rights 10-5). */
const warnHolders = defineJob({ name: 'rights.warn-ending', schedule: '45 5 * * *' });
/** An institution without administrator is noticed the same day, and nobody waits for a board that does not answer (R8). */
const rescue = defineJob({ name: 'rights.follow-rescues', schedule: '10 * * * *' });
/** Reviews: who is to answer is told in time, and what nobody confirmed ends. */
const keepReviews = defineJob({ name: 'rights.follow-reviews', schedule: '35 5 * * *' });
/** Who replaced somebody until yesterday: both are told that it is over. */
const endDeputyships = defineJob({ name: 'rights.end-deputyships', schedule: '20 0 * * *' });
/** Emergency numbers of people who left go within a day (O4). */
const forgetLeavers = defineJob({ name: 'emergency-numbers.forget-leavers', schedule: '15 0 * * *' });
/** What happened in the last minute can no longer be changed unseen (R25). */
const sealAudit = defineJob({ name: 'audit.seal-events', schedule: '* * * * *' });
const cleanUp = defineJob({ name: 'web.purge-expired', schedule: '*/15 * * * *' });
/** Files that came while the malware scanner did not answer. */
const checkFiles = defineJob({ name: 'submissions.check-files', schedule: '*/5 * * * *' });
/** What institutions sent goes after its term, and what they never sent or asked; the facts of the receipt stay. */
const removePastTerm = defineJob({ name: 'submissions.remove-expired', schedule: '30 1 * * *' });
/** Files to which nothing points any more. */
const clearFiles = defineJob({ name: 'files.clear-orphans', schedule: '30 2 * * *', maxSeconds: 4 * 3600 });

/** What happens by the clock. */
export const jobsOf = (installation: Installation, config: Config): JobHandler[] => [
  ...jobsOfRights(installation),
  onJob(countFrequentWords, () => asSystem(installation.database, noteFrequentWords)),
  onJob(tellOfNews, async () => void (await tellDue(installation))),
  onJob(removePastTerm, async () => {
    await removeWhatIsOver(installation.database);
    await asSystem(installation.database, removeOldQuestionDrafts);
  }),
  onJob(clearFiles, async (_payload, { signal }) => {
    const pointedTo = (hashes: readonly string[]) =>
      readAsSystem(installation.database, (db) => findPointedTo(db, hashes));
    log.info('files-cleared', { ...(await clearOrphans({ files: installation.files, pointedTo, signal })) });
  }),
  onJob(checkFiles, async () => {
    if (!config.clamd) return;
    for (const shelf of [submissionShelf, questionShelf]) await checkWaitingFiles(installation, shelf);
  }),
  onJob(forgetLeavers, async () => {
    await asSystem(installation.database, removeNumbersOfLeavers);
  }),
  onJob(sealAudit, () => sealWaiting(installation)),
  onJob(cleanUp, async () => {
    await atTheDoor(installation.database, purgeExpired);
    await asSystem(installation.database, forgetOldLinks);
    await asSystem(installation.database, forgetVisitors);
  }),
];

const jobsOfRights = ({ database }: Installation): JobHandler[] => [
  onJob(followHeads, async () => {
    await asSystem(database, (tx) => synchroniseHeadGrants(tx));
  }),
  onJob(endDeputyships, async () => {
    await asSystem(database, followDeputyships);
  }),
  onJob(remindDeciders, async () => {
    await asSystem(database, followRequests);
    await asSystem(database, (tx) => followMergers(tx));
  }),
  onJob(warnHolders, async () => {
    await asSystem(database, warnOfEnding);
  }),
  onJob(rescue, async () => {
    await asSystem(database, followRescues);
    await asSystem(database, followProposals);
  }),
  onJob(keepReviews, async () => {
    await asSystem(database, followReviews);
  }),
];

/** Who writes the text of each kind of mail, at the moment it is sent. */
export const composers = {
  [requestComposer]: composeRequestMails,
  [endingComposer]: composeEndingMails,
  [rescueComposer]: composeRescueMails,
  [mergerComposer]: composeMergerMails,
  [proposalComposer]: composeProposalMails,
  [reviewComposer]: composeReviewMails,
  [digestComposer]: composeDigests,
};
