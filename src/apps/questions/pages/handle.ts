import { NotFound } from '#access/refusals.ts';
import { serveFile } from '#access/serve-file.ts';
import { ask, perform } from '#access/use-case.ts';
import { seeOther, type ActorVisit, type FormVisit, type PageContent } from '#access/visit.ts';
import { handleQuestion } from '#apps/questions/commands/handle.ts';
import { mostMessage, type Handling } from '#apps/questions/model.ts';
import { showReceived } from '#apps/questions/pages/desk-question.tsx';
import { noteDownload } from '#apps/questions/pages/notes.ts';
import { deskQuestionAddress, faultOf, idIn, typed } from '#apps/questions/pages/words.ts';
import { openReceived } from '#apps/questions/views.ts';
import { keptFiles, refusedFiles } from '#apps/submissions/index.ts';
import { isId } from '#platform/ids.ts';

const words = {
  neem: 'take-up',
  'leg-terug': 'release',
  antwoord: 'answer',
  'geef-door': 'hand-over',
  sluit: 'close',
} as const satisfies Record<string, Handling>;

/** Takes up, puts back, answers, hands over or closes; nothing typed is lost when it cannot be done. */
export async function receiveHandling(visit: FormVisit): Promise<PageContent | Response> {
  const id = idIn(visit);
  const [key, word] = [typed(visit, 'sleutel'), typed(visit, 'actie')];
  if (!isId(key)) throw new NotFound();
  const shown = {
    key,
    message: typed(visit, 'bericht').trim().slice(0, mostMessage),
    toService: typed(visit, 'dienst').slice(0, 50),
    explanation: typed(visit, 'toelichting').trim().slice(0, mostMessage),
    faults: [],
    isChanged: false,
  };
  if (word === 'sjabloon') return showReceived(visit, { ...shown, message: await withTemplate(visit, shown.message) });
  if (!Object.hasOwn(words, word)) throw new NotFound();
  const handling = words[word as keyof typeof words];
  const refused = refusedFiles(visit.files, visit.t);
  if (refused.length > 0) return showReceived(visit, { ...shown, faults: refused });
  const says = handling === 'hand-over' ? shown.explanation : shown.message;
  const outcome = await perform(handleQuestion, visit, {
    id,
    key,
    handling,
    // What was typed for an answer waits while the question is taken over.
    message: handling === 'take-up' || handling === 'release' ? '' : says,
    files: keptFiles(visit.files),
    toService: shown.toService,
  });
  if (outcome === 'words-missing' || outcome === 'service-missing')
    return showReceived(visit, { ...shown, faults: [faultOf(outcome, visit.t)] });
  if (outcome === 'changed') return showReceived(visit, { ...shown, isChanged: true });
  if (handling === 'take-up' && shown.message !== '') return showReceived(visit, shown);
  return seeOther(`${deskQuestionAddress(id)}?gedaan=${handling}`);
}

/** A file of a question; every download is noted. */
export async function receivedFilePage(visit: ActorVisit): Promise<Response> {
  const { question, files } = await ask(openReceived, visit, { id: idIn(visit) });
  const file = files.find((one) => one.id === visit.params['bestand']);
  if (!file || file.checked === 'refused') throw new NotFound();
  noteDownload(visit, question, file.id);
  return serveFile(visit, { ...file, since: file.addedAt }, 'attachment');
}

/** The answer so far with the chosen template behind it. */
async function withTemplate(visit: FormVisit, message: string): Promise<string> {
  const { templates } = await ask(openReceived, visit, { id: idIn(visit) });
  const chosen = templates.find((template) => template.id === typed(visit, 'sjabloon'));
  return [message, chosen?.body ?? ''].filter((part) => part !== '').join('\n\n');
}
