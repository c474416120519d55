import { writeFile } from 'node:fs/promises';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { strToU8 } from 'fflate';
import { beforeAll, describe, expect, test } from 'vitest';
import { asSystem } from '#access/context.ts';
import { deliverDocument } from '#apps/library/delivery/deliver-document.ts';
import type { DeliveryOutcome } from '#apps/library/delivery/delivery.ts';
import { checkMetadata } from '#apps/library/delivery/metadata.ts';
import { reason, refusalCodes, type RefusalCode } from '#apps/library/delivery/reasons.ts';
import type { Database } from '#platform/db.ts';
import { projectRoot } from '#platform/root.ts';
import { docx, openXml, pdf, zip } from '#platform/text/sample-files.ts';
import { testDatabase } from '#tests/support/database.ts';
import { aDesk, aService, deliver, metadataFor, type Desk, type TestService } from '#tests/world/deliveries.ts';
import { aSchool, type School } from '#tests/world/organisations.ts';

let database: Database;
let desk: Desk;
let service: TestService;
let school: School;

beforeAll(async () => {
  ({ database } = await testDatabase());
  desk = await aDesk(database, { maxUploadBytes: 200_000 });
  service = await aService(database, { themes: [1, 2, 6, 7] });
  school = await aSchool(database);
});

const codesOf = (outcome: DeliveryOutcome): RefusalCode[] =>
  outcome.outcome === 'refused' ? outcome.reasons.map(({ code }) => code) : [];
const refusedFor = async (changes: Record<string, unknown>): Promise<RefusalCode[]> =>
  codesOf(await deliver(desk, { caller: service, metadata: { ...metadataFor(school), ...changes } }));

/** Every code that some test here provoked; the last test asks whether any is left. */
const provoked = new Set<RefusalCode>();

describe('what the metadata says', () => {
  const contact = { name: 'Team Omkadering' };
  test.each<[RefusalCode, Record<string, unknown>]>([
    ['field-unknown', { publicatiedatum: '2026-09-01' }],
    ['reference-missing', { reference: '  ' }],
    ['reference-missing', { reference: undefined }],
    ['reference-too-long', { reference: 'x'.repeat(201) }],
    ['reference-invalid', { reference: 'OMK\u00001' }],
    ['institution-invalid', { institution: 'De Lindeboom' }],
    ['institution-invalid', { institution: null }],
    ['institution-unknown', { institution: '999999' }],
    ['level-unknown', { level: 'kleuteronderwijs' }],
    ['institution-lacks-level', { level: 'secondary' }],
    ['theme-unknown', { theme: 'omkadering' }],
    ['theme-unknown', { theme: undefined }],
    ['theme-not-allowed', { theme: 'salarisoverzichten', confidentiality: 'very-confidential' }],
    ['school-year-invalid', { schoolYear: '2026-2028' }],
    ['school-year-invalid', { schoolYear: 1989 }],
    ['school-year-invalid', { schoolYear: 2099 }],
    ['title-missing', { title: ' \n' }],
    ['title-too-long', { title: 'x'.repeat(301) }],
    ['contact-name-missing', { contact: { phone: '02 553 04 50' } }],
    ['contact-name-missing', { contact: undefined }],
    ['contact-name-too-long', { contact: { name: 'x'.repeat(201) } }],
    ['contact-phone-invalid', { contact: { ...contact, phone: 'bel ons' } }],
    ['contact-email-invalid', { contact: { ...contact, email: 'omkadering@' } }],
    ['confidentiality-invalid', { confidentiality: 'openbaar' }],
    ['confidentiality-mismatch', { confidentiality: 'confidential' }],
    ['file-name-too-long', { fileName: `${'x'.repeat(256)}.pdf` }],
  ])('DO-10 %s: %j', async (code, changes) => {
    expect(await refusedFor(changes)).toEqual([code]);
    provoked.add(code);
  });

  test('DO-10 what is no object has no fields', async () => {
    expect(codesOf(await deliver(desk, { caller: service, metadata: null }))).toEqual(['metadata-invalid']);
    provoked.add('metadata-invalid');
  });

  test('DO-10 everything that is wrong is said at once, metadata and file alike', async () => {
    const outcome = await deliver(desk, {
      caller: service,
      metadata: { ...metadataFor(school), title: '', schoolYear: 'later' },
      content: '',
    });
    expect(codesOf(outcome).toSorted()).toEqual(['file-empty', 'school-year-invalid', 'title-missing']);
    const directory = await refusedFor({ institution: 999_998, confidentiality: 'confidential' });
    expect(directory.toSorted()).toEqual(['confidentiality-mismatch', 'institution-unknown']);
  });

  test('DO-10 a moment of publication is for operators, and must be one', async () => {
    expect(await refusedFor({ publishedAt: '2024-01-01T00:00:00Z' })).toEqual(['field-unknown']);
    const checked = checkMetadata({ ...metadataFor(school), publishedAt: 'gisteren' }, 'system');
    expect(checked).toEqual({ reasons: [reason('published-at-invalid')] });
    provoked.add('published-at-invalid');
  });

  test('DO-10 numbers, years and texts are read as people write them', () => {
    const checked = checkMetadata(
      {
        ...metadataFor(school),
        institution: ' 034 793 ',
        schoolYear: '2025/26',
        level: 'Basisonderwijs',
        title: 'Brief\n over\u0000 middelen',
      },
      'service',
    );
    expect(checked).toMatchObject({
      metadata: { institution: 34_793, schoolYear: 2025, level: 1, title: 'Brief over middelen' },
    });
  });
});

describe('what the directory and the catalogue say', () => {
  test('DO-10 a closed institution is refused, and its successor named', async () => {
    const successor = await aSchool(database);
    const closed = await aSchool(database, { valid: '[2000-09-01,2020-09-01)' });
    await asSystem(database, (tx) =>
      tx
        .insertInto('organisation_relations')
        .values({
          organisation_id: closed.id,
          kind: 'successor',
          related_id: successor.id,
          period: '[2020-09-01,)',
          source: 'test',
        })
        .execute(),
    );
    const outcome = await deliver(desk, { caller: service, metadata: metadataFor(closed) });
    expect(outcome).toEqual({
      outcome: 'refused',
      reasons: [reason('institution-closed', { institution: closed.id, successor: successor.id })],
    });
    expect(JSON.stringify(outcome)).toContain(String(successor.id).padStart(6, '0'));
    provoked.add('institution-closed');
  });

  test('DO-10 a theme must exist at the level', async () => {
    const college = await aSchool(database, { levels: [7] });
    const metadata = metadataFor(college, { level: 'hoger-onderwijs' });
    expect(codesOf(await deliver(desk, { caller: service, metadata }))).toEqual(['theme-lacks-level']);
    provoked.add('theme-lacks-level');
  });

  test('DO-10 a document in a theme outside the token can be neither replaced nor taken away', async () => {
    const metadata = metadataFor(school, { reference: 'THEMA-1' });
    expect(await deliver(desk, { caller: service, metadata })).toMatchObject({ outcome: 'added' });
    const narrow = { ...service, themes: [1] };
    const moved = { ...metadata, theme: 'algemeen-openbaar' };
    expect(codesOf(await deliver(desk, { caller: narrow, metadata: moved }))).toEqual(['document-not-allowed']);
    expect(codesOf(await deliver(desk, { caller: narrow, metadata }))).toEqual([
      'theme-not-allowed',
      'document-not-allowed',
    ]);
    provoked.add('document-not-allowed');
  });
});

describe('what the file is', () => {
  const big = async () => Buffer.alloc(200_001, 'a');
  test.each<[RefusalCode, string, () => Promise<Uint8Array>]>([
    ['file-empty', 'leeg.pdf', async () => Buffer.alloc(0)],
    ['file-too-large', 'groot.txt', big],
    ['file-broken', 'half.pdf', async () => (await pdf(['brief'])).subarray(0, 500)],
    ['file-executable', 'brief.pdf', async () => Buffer.from('7f454c4602010100000000000000000002003e0001', 'hex')],
    [
      'file-active-content',
      'brief.txt',
      async () => Buffer.from('<!doctype html><html><script>alert(1)</script></html>'),
    ],
    ['file-macros', 'brief.docx', async () => openXml('word/document.xml', 'x', { 'word/document.xml': '<w/>' }, true)],
    ['file-encrypted', 'brief.docx', async () => encryptedOffice()],
    ['file-zip-bomb', 'brief.docx', async () => docx('', { 'word/media/a.bin': new Uint8Array(120 * 1024 ** 2) })],
    ['file-type-unknown', 'archief.zip', async () => zip({ 'brief.txt': strToU8('brief') })],
  ])('DO-10 %s (%s)', async (code, fileName, content) => {
    const metadata = metadataFor(school, { reference: code });
    expect(codesOf(await deliver(desk, { caller: service, metadata, fileName, content: await content() }))).toEqual([
      code,
    ]);
    provoked.add(code);
  });

  test('DO-10 a file that is not there, or changes while it is read, is refused', async () => {
    const metadata = metadataFor(school, { reference: 'WEG' });
    const path = join(desk.folder, 'verandert.txt');
    const missing = await deliverDocument({
      installation: desk,
      caller: service,
      metadata,
      file: path,
      fileName: 'a.txt',
    });
    expect(codesOf(missing)).toEqual(['file-missing']);
    await writeFile(path, 'eerste inhoud');
    const extractor = {
      extract: async () => {
        await writeFile(path, 'een andere inhoud');
        return { ok: true, text: 'eerste inhoud' } as const;
      },
      close: async () => undefined,
    };
    const installation = { ...desk, extractor };
    const changed = await deliverDocument({ installation, caller: service, metadata, file: path, fileName: 'a.txt' });
    expect(codesOf(changed)).toEqual(['file-changed']);
    provoked.add('file-missing').add('file-changed');
  });

  function encryptedOffice(): Buffer {
    const head = Buffer.alloc(4096);
    Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]).copy(head);
    return Buffer.concat([head, Buffer.from('EncryptedPackage', 'utf16le')]);
  }
});

test('DO-10 every code is provoked by a test, says how to mend it, and stands in the documentation', async () => {
  // Tested where manifests are read.
  for (const code of ['row-incomplete', 'reference-twice', 'file-outside'] as const) provoked.add(code);
  expect(refusalCodes.filter((code) => !provoked.has(code))).toEqual([]);
  const documentation = await readFile(join(projectRoot, 'docs', 'delivery.md'), 'utf8');
  for (const code of refusalCodes) {
    expect(reason(code).message).toMatch(/^[A-Z].*\.$/);
    expect(documentation).toContain(`\`${code}\``);
  }
});
