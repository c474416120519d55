import type { ActorVisit } from '#access/visit.ts';
import { listedFile, momentOf } from '#apps/submissions/pages/words.ts';
import { canBeHad, type SentSubmission, type SubmissionEvent, type SubmissionFile } from '#apps/submissions/queries.ts';
import { brusselsToday } from '#platform/clock.ts';
import { FileList } from '#ui/components/file-list.tsx';
import { Section } from '#ui/components/page.tsx';
import { formatDate } from '#ui/format.ts';

interface HistoryProps {
  visit: ActorVisit;
  submission: SentSubmission;
  events: readonly SubmissionEvent[];
  files: readonly SubmissionFile[];
  fileAddress: (file: SubmissionFile) => string;
  /** Workers of the service see their colleagues' names; a sender sees the service. */
  namesWorkers: boolean;
}

/** What happened, oldest first, with the files and words that went along. */
export const History = ({ visit, submission, events, files, fileAddress, namesWorkers }: HistoryProps) => {
  const t = visit.t.submissions;
  const first = events.find((event) => event.kind === 'sent');
  return (
    <Section title={t.page.history} id="verloop">
      <ol class="history">
        {events.map((event) => {
          const own = files.filter((file) => file.eventId === event.id);
          const isSender = event.kind === 'sent' || event.kind === 'withdrawn';
          const name = isSender || namesWorkers ? event.personName : submission.serviceName;
          const title = event.kind === 'sent' && event !== first ? t.events.again : t.events[event.kind];
          return (
            <li>
              <h3>{title}</h3>
              <p class="soft">
                {momentOf(event.at, visit.t)}, {t.by(name)}
              </p>
              {event.message && <p class="message">{event.message}</p>}
              {event.messageRemovedAt && (
                <p class="soft">{t.page.messageRemoved(formatDate(brusselsToday(event.messageRemovedAt)))}</p>
              )}
              {own.length > 0 && (
                <FileList
                  label={`${title}: ${t.files}`}
                  files={own.map((file) => ({
                    ...listedFile(visit, file),
                    ...(canBeHad(file) && { href: fileAddress(file) }),
                    note: <FileFacts visit={visit} file={file} />,
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

/** Its fingerprint, and what the malware scanner said. */
const FileFacts = ({ visit, file }: { visit: ActorVisit; file: SubmissionFile }) => (
  <>
    {file.removedAt
      ? visit.t.submissions.page.fileRemoved(formatDate(brusselsToday(file.removedAt)))
      : visit.t.submissions.checks[file.checked]}
    <br />
    {visit.t.submissions.page.sha}: <code class="sha">{file.sha256}</code>
  </>
);
