import { ask } from '#access/use-case.ts';
import type { ActorVisit, PageContent } from '#access/visit.ts';
import type { DocumentDetails } from '#apps/library/index.ts';
import { AskForm } from '#apps/questions/pages/ask-form.tsx';
import { Threads } from '#apps/questions/pages/threads.tsx';
import { askAddress, documentAddress, idIn } from '#apps/questions/pages/words.ts';
import type { Answering, QuestionFile } from '#apps/questions/queries.ts';
import { askingDesk } from '#apps/questions/views.ts';
import { institutionLabel } from '#apps/submissions/index.ts';
import { themeLabel } from '#apps/themes/index.ts';
import { levelById, type LevelId } from '#directory/levels.ts';
import { formatSchoolYear } from '#directory/school-year.ts';
import { newId } from '#platform/ids.ts';
import { ConfirmForm } from '#ui/components/confirm-form.tsx';
import { DescriptionList } from '#ui/components/description-list.tsx';
import { ErrorSummary, type FieldFault } from '#ui/components/error-summary.tsx';
import { MailLink } from '#ui/components/mail-link.tsx';
import { Notice } from '#ui/components/notice.tsx';
import { PageHeading, Section, WithSide } from '#ui/components/page.tsx';
import { BackLink } from '#ui/components/way-back.tsx';
import { formatDate } from '#ui/format.ts';

/** What stands in the form: a draft, or the beginning of one. */
export interface Asking {
  id: string;
  text: string;
  files: readonly QuestionFile[];
  /** Whether it is kept already. */
  isDraft: boolean;
  faults: readonly FieldFault[];
}

/** Stel een vraag, on an opened document: a draft is gone on with (DO-6). */
export async function askPage(visit: ActorVisit): Promise<PageContent> {
  const { draft, files } = await ask(askingDesk, visit, { documentId: idIn(visit) });
  return showAsking(visit, {
    id: draft?.id ?? newId(),
    text: draft?.draftText ?? '',
    files,
    isDraft: draft !== undefined,
    faults: [],
  });
}

/** The page around what is being asked. */
export async function showAsking(visit: ActorVisit, asking: Asking): Promise<PageContent> {
  const t = visit.t.questions;
  const { document, answering, earlier, term } = await ask(askingDesk, visit, { documentId: idIn(visit) });
  const query = visit.url.searchParams;
  const isFine = asking.faults.length === 0;
  return {
    title: `${t.ask} – ${document.title}`,
    levelId: document.levelId,
    tab: `/${levelById(document.levelId as LevelId).slug}/documenten`,
    ...(!isFine && { status: 422 }),
    children: (
      <>
        <BackLink t={visit.t.ui} label={t.compose.backToDocument} href={documentAddress(document.id)} />
        {isFine && query.has('bewaard') && (
          <Notice t={visit.t.ui} kind="success" live>
            {t.compose.saved}
          </Notice>
        )}
        {query.has('weg') && <Notice t={visit.t.ui} kind="success" title={t.compose.discarded} live />}
        <PageHeading title={t.ask} lead={document.title} />
        <ErrorSummary t={visit.t.ui} faults={asking.faults} />
        <WithSide side={<Side visit={visit} document={document} />}>
          {answering ? (
            <>
              <p>{t.compose.lead(withService(document.contactName, answering))}</p>
              <AskForm visit={visit} documentId={document.id} asking={asking} />
              <Section title={t.compose.who} id="wie-leest-mee">
                <p>{t.compose.whoConfidential}</p>
                <p>{t.compose.term(term.workingDays, formatDate(term.dueOn))}</p>
              </Section>
            </>
          ) : (
            <Nobody visit={visit} document={document} />
          )}
          {asking.isDraft && (
            <ConfirmForm
              t={visit.t.ui}
              action={`${askAddress(document.id)}/${asking.id}/weg`}
              open={t.compose.discard}
              consequence={t.compose.discardHint}
              confirm={t.compose.discardYes}
            />
          )}
          {earlier.length > 0 && (
            <Section title={t.compose.earlier} id="al-gevraagd">
              <p class="hint">{t.compose.earlierHint}</p>
              <Threads visit={visit} caption={t.compose.earlier} questions={earlier} />
            </Section>
          )}
        </WithSide>
      </>
    ),
  };
}

const Side = ({ visit, document }: { visit: ActorVisit; document: DocumentDetails }) => {
  const t = visit.t.questions;
  const theme = { name: document.themeName, confidentiality: document.confidentiality };
  return (
    <Section title={t.compose.about} id="over-dit-document">
      <DescriptionList
        facts={[
          { term: t.contact, value: document.contactName },
          { term: t.institution, value: institutionLabel(document.institutionId, document.institutionName) },
          { term: t.theme, value: themeLabel(theme, visit.t) },
          { term: t.schoolYear, value: formatSchoolYear(document.schoolYear) },
        ]}
      />
    </Section>
  );
};

/** Without a service the contact is reached at a mailbox of its own. */
const withService = (contact: string, { serviceId, name }: Answering): string =>
  serviceId === null ? contact : `${contact} (${name})`;

/** No service answers for the contact: then the contact person stands here with what is known. */
const Nobody = ({ visit, document }: { visit: ActorVisit; document: DocumentDetails }) => {
  const t = visit.t.questions.compose;
  return (
    <Notice t={visit.t.ui} kind="info" title={t.nobodyTitle}>
      <p>{t.nobody}</p>
      <ul>
        <li>{document.contactName}</li>
        {document.contactPhone && (
          <li>
            <a href={`tel:${document.contactPhone.replaceAll(/[^+\d]/g, '')}`}>{document.contactPhone}</a>
          </li>
        )}
        {document.contactEmail && (
          <li>
            <MailLink address={document.contactEmail} />
          </li>
        )}
      </ul>
    </Notice>
  );
};
