import { join } from 'node:path';
import { seeded } from '#demo/random.ts';
import { diskFileStore } from '#platform/files/disk.ts';
import type { StoredPdf } from './document-maker.ts';

/** The files that all documents share: real PDFs of 4 to 120 KB, so that opening one reads from disk as in earnest. */
export async function storePdfs(dataDir: string, seed: string, count: number): Promise<StoredPdf[]> {
  const store = await diskFileStore(join(dataDir, 'files'));
  const random = seeded(`${seed} files`);
  const stored: StoredPdf[] = [];
  while (stored.length < count) {
    const batch = Array.from({ length: 24 }, () => {
      const text = Array.from({ length: 40 }, (_, nth) => `Regel ${nth + 1}: ${random.between(1, 1e9)}`);
      return store.put(pdf(text, random.between(4, 120) * 1024), { maxBytes: 1e6 });
    });
    stored.push(...(await Promise.all(batch)));
  }
  return stored.slice(0, count);
}

/** One page of text, filled up to its size with a stream that no reader shows. */
function pdf(lines: readonly string[], size: number): Buffer {
  const text = `BT /F1 11 Tf 50 780 Td 16 TL ${lines.map((line) => `(${line}) Tj T*`).join(' ')} ET`;
  const filling = 'x'.repeat(Math.max(0, size - text.length - 700));
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${text.length} >>\nstream\n${text}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    `<< /Length ${filling.length} >>\nstream\n${filling}\nendstream`,
  ];
  let body = '%PDF-1.4\n';
  const places = objects.map((object, index) => {
    const place = body.length;
    body += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return place;
  });
  const table = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
  const size1 = objects.length + 1;
  return Buffer.from(
    `${body}xref\n0 ${size1}\n0000000000 65535 f \n${table}trailer << /Size ${size1} /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`,
  );
}
