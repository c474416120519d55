import type { ActorVisit } from '#access/visit.ts';
import { askedAddress, deskAddress } from '#apps/questions/pages/words.ts';
import { Section } from '#ui/components/page.tsx';

/** What the bell counts of questions, in words that lead there; nothing when there is nothing. */
export const QuestionNews = ({ visit }: { visit: ActorVisit }) => {
  const t = visit.t.questions;
  const { answers, waiting } = visit.questions;
  if (answers + waiting === 0) return null;
  return (
    <Section title={t.deskName} id="vragen">
      <ul class="plain-list">
        {answers > 0 && (
          <li>
            <a href={askedAddress}>{t.news.answers(answers)}</a>
          </li>
        )}
        {waiting > 0 && (
          <li>
            <a href={deskAddress}>{t.news.waiting(waiting)}</a>
          </li>
        )}
      </ul>
    </Section>
  );
};
