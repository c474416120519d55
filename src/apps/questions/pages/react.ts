import { NotFound } from '#access/refusals.ts';
import { serveFile } from '#access/serve-file.ts';
import { ask, perform } from '#access/use-case.ts';
import { seeOther, type ActorVisit, type FormVisit, type PageContent } from '#access/visit.ts';
import { reactToQuestion, type ReactionOutcome } from '#apps/questions/commands/react.ts';
import { mostMessage } from '#apps/questions/model.ts';
import { noteDownload } from '#apps/questions/pages/notes.ts';
import { showQuestion } from '#apps/questions/pages/question.tsx';
import { faultOf, idIn, questionAddress, typed } from '#apps/questions/pages/words.ts';
import { openAsked } from '#apps/questions/views.ts';
import { keptFiles, refusedFiles } from '#apps/submissions/index.ts';
import { isId } from '#platform/ids.ts';

const told: Record<Exclude<ReactionOutcome, 'words-missing' | 'changed'>, string> = {
  written: 'bericht',
  reopened: 'heropend',
  closed: 'gesloten',
  again: 'eerder',
};

/** Adds to a question, opens it again or closes it; nothing typed is lost when it cannot be done. */
export async function receiveReaction(visit: FormVisit): Promise<PageContent | Response> {
  const id = idIn(visit);
  const [key, action] = [typed(visit, 'sleutel'), typed(visit, 'actie')];
  if (!isId(key) || (action !== 'bericht' && action !== 'sluit')) throw new NotFound();
  const message = typed(visit, 'bericht').trim().slice(0, mostMessage);
  const shown = { key, message, isChanged: false };
  const refused = refusedFiles(visit.files, visit.t);
  if (refused.length > 0) return showQuestion(visit, { ...shown, faults: refused });
  const reaction = action === 'sluit' ? 'close' : 'write';
  const outcome = await perform(reactToQuestion, visit, { id, key, reaction, message, files: keptFiles(visit.files) });
  if (outcome === 'words-missing') return showQuestion(visit, { ...shown, faults: [faultOf(outcome, visit.t)] });
  if (outcome === 'changed') return showQuestion(visit, { ...shown, faults: [], isChanged: true });
  return seeOther(`${questionAddress(id)}?${told[outcome]}`);
}

/** A file of a question, to keep; every download is noted. */
export async function askedFilePage(visit: ActorVisit): Promise<Response> {
  const { question, files } = await ask(openAsked, visit, { id: idIn(visit) });
  const file = files.find((one) => one.id === visit.params['bestand']);
  if (!file || file.checked === 'refused') throw new NotFound();
  noteDownload(visit, question, file.id);
  return serveFile(visit, { ...file, since: file.addedAt }, 'attachment');
}
