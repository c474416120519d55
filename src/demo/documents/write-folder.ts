import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { demoDocuments } from '#demo/documents/demo-documents.ts';

const columns = [
  'file',
  'institution',
  'level',
  'theme',
  'school_year',
  'title',
  'contact_name',
  'contact_phone',
  'contact_email',
  'reference',
  'published_at',
] as const;

/** Writes the demo documents with a manifest, ready to be delivered; answers with how many there are. */
export async function writeDemoFolder(folder: string): Promise<number> {
  await mkdir(join(folder, 'files'), { recursive: true });
  const lines = [columns.join(',')];
  for await (const { metadata, fileName, bytes } of demoDocuments()) {
    const path = `files/${String(lines.length).padStart(4, '0')} ${fileName}`;
    await writeFile(join(folder, path), bytes);
    const { institution, level, theme, schoolYear, title, contact, reference, publishedAt } = metadata;
    const cells = [
      path,
      String(institution),
      level,
      theme,
      `${schoolYear}-${schoolYear + 1}`,
      title,
      contact.name,
      contact.phone,
      contact.email,
      reference,
      publishedAt.toISOString(),
    ];
    lines.push(cells.map((cell) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(','));
  }
  await writeFile(join(folder, 'manifest.csv'), `${lines.join('\n')}\n`);
  return lines.length - 1;
}
