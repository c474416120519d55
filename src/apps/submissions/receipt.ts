import PDFDocument from 'pdfkit';
import { formatNumber } from '#apps/submissions/model.ts';
import type { OpenedSubmission } from '#apps/submissions/views.ts';
import { formatInstitutionNumber } from '#directory/institution-number.ts';
import { formatSchoolYear } from '#directory/school-year.ts';
import type { Lang, Messages } from '#i18n/index.ts';
import { formatNumber as inGroups } from '#ui/format.ts';

const margin = 56;
const width = 595.28 - 2 * margin;

const brusselsMoment = new Intl.DateTimeFormat('nl-BE', {
  timeZone: 'Europe/Brussels',
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

type Doc = InstanceType<typeof PDFDocument>;

/** The receipt as PDF: every sending of the item with its moment, its sender and its files. The same item gives the same bytes. */
export function renderReceipt(opened: OpenedSubmission, t: Messages, lang: Lang): Promise<Buffer> {
  const { submission, events, files } = opened;
  const words = t.submissions.receipt;
  const title = `${words.title} ${formatNumber(submission.number)}`;
  const sendings = events.filter((event) => event.kind === 'sent');
  const info = { Title: title, Author: 'Schoolpoort', CreationDate: sendings.at(-1)?.at ?? submission.sentAt };
  const doc = new PDFDocument({ size: 'A4', margin, bufferPages: true, lang: lang === 'nl' ? 'nl-BE' : 'en-GB', info });
  const parts: Buffer[] = [];
  doc.on('data', (part: Buffer) => parts.push(part));
  const done = new Promise<Buffer>((resolve, reject) => {
    doc.on('end', () => resolve(Buffer.concat(parts)));
    doc.on('error', reject);
  });
  doc.font('Helvetica-Bold').fontSize(18).text(plain(title), { width }).moveDown(0.4);
  doc.font('Helvetica').fontSize(10.5).text(plain(words.intro), { width }).moveDown(1);
  for (const [term, value] of [
    [words.number, formatNumber(submission.number)],
    [words.form, submission.formTitle],
    [words.schoolYear, formatSchoolYear(submission.schoolYear)],
    [words.institution, `${formatInstitutionNumber(submission.institutionId)} ${submission.institutionName}`],
    [words.service, submission.serviceName],
  ] as const)
    fact(doc, term, value);
  for (const sending of sendings) {
    doc.moveDown(0.8);
    fact(doc, words.time, words.timeZone(brusselsMoment.format(sending.at)));
    fact(doc, words.person, sending.personName);
    doc.moveDown(0.4).font('Helvetica-Bold').fontSize(10.5).text(plain(words.files), margin, doc.y, { width });
    for (const file of files.filter((one) => one.eventId === sending.id)) {
      doc.moveDown(0.4).font('Helvetica').fontSize(10.5);
      doc.text(plain(`${file.name} (${words.bytes(inGroups(file.bytes, lang))})`), margin, doc.y, { width });
      doc.font('Courier').fontSize(8.5).text(file.sha256, margin, doc.y, { width });
    }
  }
  doc.moveDown(1).font('Helvetica').fontSize(9).text(plain(words.hash), margin, doc.y, { width });
  if (submission.state === 'withdrawn')
    doc.moveDown(0.6).font('Helvetica-Bold').fontSize(10.5).text(plain(words.withdrawn), margin, doc.y, { width });
  numberPages(doc, (page, of) => `${title}   ${words.page(page, of)}`);
  doc.end();
  return done;
}

function fact(doc: Doc, term: string, value: string): void {
  const top = doc.y;
  doc.font('Helvetica-Bold').fontSize(10.5).text(plain(term), margin, top, { width: 130 });
  doc.font('Helvetica').text(plain(value), margin + 140, top, { width: width - 140 });
  doc.moveDown(0.3);
  doc.x = margin;
}

// The standard fonts know the letters of western Europe; a name with others must not make the receipt fail or lie by leaving out.
function plain(text: string): string {
  const known = (sign: string): boolean => /[\u0020-\u007e\u00a0-\u00ff€‘’“”–—…ŒœŠšŽžŸ]/.test(sign);
  return [...text.normalize('NFC')]
    .map((sign) => (known(sign) ? sign : [...sign.normalize('NFD')].filter(known).join('') || '?'))
    .join('');
}

function numberPages(doc: Doc, words: (page: number, of: number) => string): void {
  const { start, count } = doc.bufferedPageRange();
  for (let page = start; page < start + count; page += 1) {
    doc.switchToPage(page);
    // Below the margin a text would open a page of its own.
    doc.page.margins.bottom = 0;
    doc.font('Helvetica').fontSize(8);
    doc.text(plain(words(page + 1, count)), margin, 841.89 - 40, { width, align: 'center', lineBreak: false });
  }
}
