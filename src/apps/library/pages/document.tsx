import { requireFreshSignIn } from '#access/fresh-sign-in.ts';
import { byActor, ask } from '#access/use-case.ts';
import { NotFound } from '#access/refusals.ts';
import type { ActorVisit, PageContent } from '#access/visit.ts';
import { whoAddress } from '#access/who-addresses.ts';
import { confidentialityWord, institutionLabel } from '#apps/library/labels.ts';
import { iconOf, stateOf } from '#apps/library/pages/found-list.tsx';
import { placeOfDocument } from '#apps/library/pages/place-of-document.ts';
import { LetGo, ReceivedFrom, SharedWith } from '#apps/library/pages/shares-of-document.tsx';
import { openDocument, type DocumentDetails } from '#apps/library/queries.ts';
import { formatOrganisationCode } from '#directory/institution-number.ts';
import { whyNotShareable } from '#apps/library/sharing/policy.ts';
import { sharesOfDocument, type Share } from '#apps/library/sharing/shares.ts';
import { formatSchoolYear } from '#directory/school-year.ts';
import { recordAudit } from '#platform/audit.ts';
import { brusselsToday } from '#platform/clock.ts';
import { isId } from '#platform/ids.ts';
import { Badge } from '#ui/components/badge.tsx';
import { ButtonLink, Buttons } from '#ui/components/button.tsx';
import { DocumentViewer } from '#ui/components/document-viewer.tsx';
import { DescriptionList, type Fact } from '#ui/components/description-list.tsx';
import { FileIcon } from '#ui/components/file-icon.tsx';
import { MailLink } from '#ui/components/mail-link.tsx';
import { Notice } from '#ui/components/notice.tsx';
import { PageHeading, Section, WithSide } from '#ui/components/page.tsx';
import { formatBytes, formatDate } from '#ui/format.ts';

/** Opens the document that an address names, for reading; confidential readings are noted before anything is shown. */
export async function documentOf(
  visit: ActorVisit,
  action: 'open-document' | 'download-document',
): Promise<DocumentDetails> {
  const id = visit.params['id'] ?? '';
  if (!isId(id)) throw new NotFound();
  const document = await ask(openDocument, visit, { id });
  if (document.confidentiality === 'very-confidential') requireFreshSignIn(visit, `/document/${id}`);
  if (document.confidentiality !== 'open') {
    visit.afterwards.push((tx) =>
      recordAudit(tx, {
        ...byActor(visit.actor, { organisationId: document.institutionId }),
        action,
        subjectKind: 'document',
        subjectId: document.id,
        organisationId: document.institutionId,
        after: { version: document.version },
      }),
    );
  }
  return document;
}

/** One document: its contact person, facts and actions at the left, the document itself at the right (DO-4, DO-5). */
export async function documentPage(visit: ActorVisit): Promise<PageContent> {
  const t = visit.t.library;
  const document = await documentOf(visit, 'open-document');
  const isOpen = document.confidentiality === 'open';
  const shares = isOpen ? await ask(sharesOfDocument, visit, { documentId: document.id }) : [];
  const isReceived = whyNotShareable(visit.actor, document) === 'received';
  const received = isReceived ? shares.find((share) => share.receiverId === visit.actor.personId) : undefined;
  return {
    title: document.title,
    ...placeOfDocument(document),
    width: 'wide',
    children: (
      <>
        {visit.url.searchParams.get('gedaan') === 'gedeeld' && (
          <Notice t={visit.t.ui} kind="success" live>
            {visit.t.sharing.done}
          </Notice>
        )}
        <PageHeading title={document.title} lead={<Badge t={visit.t.ui} state={stateOf(document, isReceived)} />} />
        <WithSide side={<Side visit={visit} document={document} shares={isReceived ? null : shares} />}>
          {received && <ReceivedFrom visit={visit} share={received} />}
          {document.confidentiality !== 'open' && (
            <p class="hint">{document.confidentiality === 'confidential' ? t.loggedConfidential : t.logged}</p>
          )}
          <Shown visit={visit} document={document} />
        </WithSide>
      </>
    ),
  };
}

interface SideProps {
  visit: ActorVisit;
  document: DocumentDetails;
  /** null: the document itself is shared with the reader. */
  shares: readonly Share[] | null;
}

const Side = ({ visit, document, shares }: SideProps) => {
  const t = visit.t.library;
  const contact: Fact[] = [
    { term: t.contactName, value: document.contactName },
    ...(document.contactPhone
      ? [
          {
            term: t.phone,
            value: <a href={`tel:${document.contactPhone.replaceAll(/[^+\d]/g, '')}`}>{document.contactPhone}</a>,
          },
        ]
      : []),
    ...(document.contactEmail ? [{ term: t.email, value: <MailLink address={document.contactEmail} /> }] : []),
  ];
  return (
    <>
      <Section title={t.contact} id="contact">
        <DescriptionList facts={contact} />
      </Section>
      <Buttons>
        <ButtonLink
          kind={isShown(document) ? 'main' : undefined}
          icon="download"
          href={`/document/${document.id}/download`}
          download={savesAtOnce(document)}
        >
          {t.download}
        </ButtonLink>
        {document.fileKind === 'pdf' && (
          <ButtonLink href={`/document/${document.id}/bestand`} newWindow>
            {t.print}
          </ButtonLink>
        )}
        {shares && document.confidentiality === 'open' && (
          <ButtonLink icon="shared" href={`/document/${document.id}/delen`}>
            {visit.t.sharing.name}
          </ButtonLink>
        )}
        <ButtonLink href={`/document/${document.id}/vraag`}>{t.ask}</ButtonLink>
      </Buttons>
      {document.fileKind === 'pdf' && <p class="hint">{t.printHint}</p>}
      <Section title={t.facts} id="gegevens">
        <DescriptionList facts={factsOf(visit, document)} />
      </Section>
      {visit.actor.reach.institutions.includes(document.institutionId) && (
        <p>
          <a href={whoAddress({ instelling: formatOrganisationCode(document.institutionId), document: document.id })}>
            {t.whoCanOpen}
          </a>
        </p>
      )}
      {shares ? <SharedWith visit={visit} shares={shares} /> : <LetGo visit={visit} documentId={document.id} />}
      {document.unsearchable && (
        <p class="hint">{t.unsearchableNote(t.unsearchable[document.unsearchable] ?? document.unsearchable)}</p>
      )}
    </>
  );
};

function factsOf(visit: ActorVisit, document: DocumentDetails): Fact[] {
  const t = visit.t.library;
  return [
    { term: t.institution, value: institutionLabel(document.institutionId, document.institutionName) },
    { term: t.theme, value: document.themeName },
    { term: t.confidentiality, value: confidentialityWord(document.confidentiality, visit.t) },
    { term: t.schoolYear, value: formatSchoolYear(document.schoolYear) },
    { term: t.published, value: formatDate(brusselsToday(document.publishedAt)) },
    { term: t.service, value: document.serviceName },
    { term: t.file, value: `${document.fileName} (${formatBytes(document.fileBytes, visit.lang)})` },
    ...(document.version > 1 ? [{ term: t.version, value: String(document.version) }] : []),
  ];
}

/** Where signing in again may come first, the browser must be free to show that page instead of saving it. */
const savesAtOnce = ({ confidentiality }: DocumentDetails): boolean => confidentiality !== 'very-confidential';

/** What is not shown has its download in place of the document. */
const isShown = ({ fileKind }: DocumentDetails): boolean => ['pdf', 'png', 'jpg'].includes(fileKind);

const Shown = ({ visit, document }: { visit: ActorVisit; document: DocumentDetails }) => {
  const t = visit.t.library;
  const address = `/document/${document.id}/bestand`;
  if (document.fileKind === 'pdf') {
    return <DocumentViewer t={visit.t.ui} title={t.viewerTitle(document.title)} src={address} />;
  }
  if (document.fileKind === 'png' || document.fileKind === 'jpg') {
    return <img class="viewer-image" src={address} alt={t.viewerTitle(document.title)} />;
  }
  return (
    <div class="empty">
      <FileIcon kind={iconOf(document.fileKind)} />
      <h2>{t.cannotShow(visit.t.ui.fileTypes[iconOf(document.fileKind)])}</h2>
      <p>{t.downloadThenOpen}</p>
      <Buttons>
        <ButtonLink
          kind="main"
          icon="download"
          href={`/document/${document.id}/download`}
          download={savesAtOnce(document)}
        >
          {t.download}
        </ButtonLink>
      </Buttons>
    </div>
  );
};
