import type { ActorVisit } from '#access/visit.ts';
import type { OpenedQuestion } from '#apps/questions/views.ts';
import type { QuestionEvent, QuestionFile } from '#apps/questions/queries.ts';
import { listedFile, momentOf } from '#apps/submissions/index.ts';
import { FileList } from '#ui/components/file-list.tsx';
import { Section } from '#ui/components/page.tsx';

interface HistoryProps {
  visit: ActorVisit;
  opened: OpenedQuestion;
  fileAddress: (file: QuestionFile) => string;
  /** Those who answer see their colleagues' names; who asks sees the service. */
  namesWorkers: boolean;
}

/** What both sides wrote and what happened, oldest first. */
export const History = ({ visit, opened, fileAddress, namesWorkers }: HistoryProps) => {
  const t = visit.t.questions;
  return (
    <Section title={t.page.thread} id="verloop">
      <ol class="history">
        {opened.events.map((event) => {
          const own = opened.files.filter((file) => file.eventId === event.id);
          return (
            <li>
              <h3>
                {t.events[event.kind]}
                {event.toServiceName && ` ${t.handedOver(event.serviceName ?? '', event.toServiceName)}`}
              </h3>
              <p class="soft">
                {momentOf(event.at, visit.t)},{' '}
                {t.by(nameOf(visit, event, namesWorkers ? null : opened.question.serviceName))}
              </p>
              {event.message && <p class="message">{event.message}</p>}
              {own.length > 0 && (
                <FileList
                  label={`${t.events[event.kind]}: ${t.files}`}
                  files={own.map((file) => ({
                    ...listedFile(visit, file),
                    ...(file.checked !== 'refused' && { href: fileAddress(file) }),
                    note: visit.t.submissions.checks[file.checked],
                  }))}
                />
              )}
            </li>
          );
        })}
      </ol>
    </Section>
  );
};

/** `service` hides who of the service it was. */
function nameOf(visit: ActorVisit, event: QuestionEvent, service: string | null): string {
  if (event.personId === visit.actor.personId) return visit.t.questions.you;
  if (event.side === 'asker') return event.personName;
  if (service !== null) return event.serviceName ?? service;
  return event.serviceName ? `${event.personName} (${event.serviceName})` : event.personName;
}
