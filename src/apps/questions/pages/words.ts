import { NotFound } from '#access/refusals.ts';
import type { ActorVisit, FormVisit } from '#access/visit.ts';
import { isWaiting, type State } from '#apps/questions/model.ts';
import type { AskedQuestion } from '#apps/questions/queries.ts';
import { filesField, mostFiles } from '#apps/submissions/index.ts';
import { workingDaysBetween } from '#directory/working-days.ts';
import type { Messages } from '#i18n/index.ts';
import { brusselsToday } from '#platform/clock.ts';
import { isId } from '#platform/ids.ts';
import type { FieldFault } from '#ui/components/error-summary.tsx';
import type { StateTone } from '#ui/components/state-badge.tsx';

export const askAddress = (documentId: string): string => `/document/${documentId}/vraag`;
export const documentAddress = (documentId: string): string => `/document/${documentId}`;
export const askedAddress = '/gestelde-vragen';
export const questionAddress = (id: string): string => `${askedAddress}/${id}`;
export const deskAddress = '/vragen';
export const deskQuestionAddress = (id: string): string => `${deskAddress}/${id}`;
/** What a mail leads to when nobody of the receiver works here. */
export const invitationAddress = (token: string): string => `/uitnodiging/${token}`;
export const guestAddress = (id: string): string => `/beantwoorden/${id}`;
export const templatesAddress = `${deskAddress}/sjablonen`;

const tones: Record<Exclude<State, 'draft'>, StateTone> = {
  open: 'info',
  reopened: 'warning',
  answered: 'success',
  closed: 'quiet',
};

export const stateMark = (state: State, t: Messages) =>
  state === 'draft' ? { tone: 'quiet' as const, label: '' } : { tone: tones[state], label: t.questions.states[state] };

/** Whether the answer is later than its term. */
export const isOverdue = ({ dueOn }: Pick<AskedQuestion, 'dueOn'>, today: string): boolean =>
  dueOn !== null && dueOn < today;

/** For how many working days the service owes an answer; null when it does not. */
export function waitingDays({ state, waitingSince }: AskedQuestion, today: string): number | null {
  return isWaiting(state) && waitingSince ? workingDaysBetween(brusselsToday(waitingSince), today) : null;
}

type Fault = keyof Messages['questions']['faults'];

const fieldOf: Record<Fault, string> = {
  'text-missing': 'vraag',
  'nobody-answers': 'vraag',
  'email-missing': 'vraag',
  'too-many-files': filesField,
  'words-missing': 'bericht',
  'service-missing': 'dienst',
};

export function faultOf(fault: Fault, t: Messages): FieldFault {
  const { faults } = t.questions;
  return { field: fieldOf[fault], message: fault === 'too-many-files' ? faults[fault](mostFiles) : faults[fault] };
}

/** The id in an address; anything else does not exist. */
export function idIn(visit: ActorVisit, parameter = 'id'): string {
  const id = visit.params[parameter] ?? '';
  if (!isId(id)) throw new NotFound();
  return id;
}

/** A field as it was typed, with line ends of one kind: a browser sends two characters for each. */
export function typed(visit: FormVisit, name: string): string {
  const value = visit.form.get(name);
  return typeof value === 'string' ? value.replaceAll('\r\n', '\n') : '';
}
