import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { demoDocuments, type DemoDocumentMetadata } from '#demo/documents/demo-documents.ts';
import { formatInstitutionNumber } from '#directory/institution-number.ts';
import { formatSchoolYear } from '#directory/school-year.ts';

const columns = [
  'file',
  'reference',
  'institution',
  'level',
  'theme',
  'confidentiality',
  'schoolYear',
  'title',
  'contactName',
  'contactPhone',
  'contactEmail',
  'fileName',
  'publishedAt',
];

/** Writes the demo documents with a manifest, ready to be delivered; answers with how many there are. */
export async function writeDemoFolder(folder: string): Promise<number> {
  await mkdir(join(folder, 'files'), { recursive: true });
  const lines = [columns.join(',')];
  for await (const { metadata, fileName, bytes } of demoDocuments()) {
    const path = `files/${String(lines.length).padStart(4, '0')} ${fileName}`;
    await writeFile(join(folder, path), bytes);
    const cells = [path, ...cellsOf(metadata), fileName, metadata.publishedAt.toISOString()];
    lines.push(cells.map((cell) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(','));
  }
  await writeFile(join(folder, 'manifest.csv'), `${lines.join('\n')}\n`);
  return lines.length - 1;
}

function cellsOf(metadata: DemoDocumentMetadata): string[] {
  const { reference, institution, level, theme, confidentiality, schoolYear, title, contact } = metadata;
  const about = [
    reference,
    formatInstitutionNumber(institution),
    level,
    theme,
    confidentiality,
    formatSchoolYear(schoolYear),
  ];
  return [...about, title, contact.name, contact.phone, contact.email];
}
