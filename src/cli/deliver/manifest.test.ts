import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isReason } from '#apps/library/delivery/reasons.ts';
import { countEntries, findManifest, readEntries, type ManifestEntry } from '#cli/deliver/manifest.ts';

const columns = 'reference,institution,level,theme,schoolYear,title,contactName,confidentiality,file';
const row = (reference: string, file: string, title = 'Omkadering'): string =>
  `${reference},034793,primary,omkadering-en-toelagen-openbaar,2026-2027,${title},Team Omkadering,open,${file}`;

let outside: string;
let folder: string;
let made = 0;

beforeAll(async () => {
  outside = await mkdtemp(join(tmpdir(), 'schoolpoort-manifest-'));
  folder = join(outside, 'levering');
  await mkdir(join(folder, 'brieven'), { recursive: true });
  await mkdir(join(outside, 'levering-geheim'));
  for (const path of ['levering/brief.txt', 'levering/brieven/a.txt', 'geheim.txt', 'levering-geheim/b.txt'])
    await writeFile(join(outside, path), 'inhoud');
  await symlink(join(outside, 'geheim.txt'), join(folder, 'binnen.txt'));
  await symlink(outside, join(folder, 'naar-buiten'));
});
afterAll(() => rm(outside, { recursive: true, force: true }));

async function read(content: string | Buffer, extension = 'csv'): Promise<ManifestEntry[]> {
  const path = join(folder, `lijst-${(made += 1)}.${extension}`);
  await writeFile(path, content);
  return Array.fromAsync(readEntries(await findManifest(path)));
}

const codeOf = ({ file }: ManifestEntry): string => (isReason(file) ? file.code : 'file');

describe('a manifest', () => {
  test('DO-10 is read line by line, with its own metadata and files below its folder', async () => {
    const [first, second, ...more] = await read(
      `${columns}\n${row('A', 'brief.txt')}\n\n${row('B', 'brieven/a.txt', '"Een, twee"')}\n`,
    );
    expect(first).toMatchObject({ line: 2, file: join(folder, 'brief.txt'), fileName: 'brief.txt' });
    expect(second).toMatchObject({
      line: 4,
      metadata: { reference: 'B', title: 'Een, twee', contact: { name: 'Team Omkadering' } },
    });
    expect(more).toEqual([]);
  });

  test('DO-10 of a spreadsheet here has semicolons, a byte order mark and backslashes', async () => {
    const text = `\ufeff${columns.replaceAll(',', ';')}\r\n${row('A', 'brieven\\a.txt').replaceAll(',', ';')}\r\n`;
    const [entry] = await read(text);
    expect(entry).toMatchObject({
      file: join(folder, 'brieven', 'a.txt'),
      fileName: 'a.txt',
      metadata: { reference: 'A' },
    });
  });

  test.each([
    '../geheim.txt',
    'brieven/../../geheim.txt',
    '..\\geheim.txt',
    '/etc/passwd',
    '../levering-geheim/b.txt',
    'binnen.txt',
    'naar-buiten/geheim.txt',
    '.',
  ])('DO-10 never reaches outside its folder: %s', async (path) => {
    const entries = await read(`${columns}\n${row('A', path)}\n`);
    expect(entries.map(codeOf)).toEqual(['file-outside']);
  });

  test('DO-10 names a missing file, a reference that stands twice and a row of another length', async () => {
    const rows = [
      row('A', 'weg.txt'),
      row('B', 'brief.txt'),
      row(' B ', 'brief.txt'),
      `${row('C', 'brief.txt')},te veel`,
      row('D', ''),
    ];
    const entries = await read([columns, ...rows].join('\n'));
    expect(entries.map(codeOf)).toEqual(['file-missing', 'file', 'reference-twice', 'row-incomplete', 'file-missing']);
  });

  test('DO-10 may be JSON', async () => {
    const document = {
      reference: 'A',
      contact: { name: 'Team' },
      file: 'brief.txt',
      publishedAt: '2024-01-01T00:00:00Z',
    };
    const entries = await read(JSON.stringify([document, 7, { reference: 'B', file: '../geheim.txt' }]), 'json');
    expect(entries[0]).toMatchObject({ line: 1, metadata: { reference: 'A', publishedAt: '2024-01-01T00:00:00Z' } });
    expect(entries.map(codeOf)).toEqual(['file', 'metadata-invalid', 'file-outside']);
  });

  test.each([
    ['an unknown column', `${columns},contactEmial\n`, 'contactEmial'],
    ['a missing column', 'reference,title\n', 'lacks the columns'],
    ['a column twice', `${columns},title\n`, 'twice'],
    ['nothing at all', '', 'empty'],
    ['an open quote', `${columns}\n${row('A', 'brief.txt', '"open')}\n`, 'Quote'],
    ['another encoding', Buffer.from(`${columns}\n${row('A', 'brief.txt', 'énquête')}\n`, 'latin1'), 'UTF-8'],
  ])('DO-10 with %s is refused before anything is delivered', async (_what, content, message) => {
    const path = join(folder, `stuk-${(made += 1)}.csv`);
    await writeFile(path, content);
    await expect(countEntries(await findManifest(path))).rejects.toThrow(message);
  });

  test('DO-10 is found in a folder, when it is the only one', async () => {
    await expect(findManifest(join(folder, 'brieven'))).rejects.toThrow('holds no manifest');
    await expect(findManifest(join(folder, 'brief.txt'))).rejects.toThrow('neither');
    await expect(findManifest(join(folder, 'nergens'))).rejects.toThrow('nothing at');
    await writeFile(join(folder, 'manifest.csv'), `${columns}\n${row('A', 'brief.txt')}\n`);
    expect(await countEntries(await findManifest(folder))).toBe(1);
    await writeFile(join(folder, 'manifest.json'), '[]');
    await expect(findManifest(folder)).rejects.toThrow('name the one that counts');
  });
});
