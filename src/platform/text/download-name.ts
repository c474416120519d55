import type { AcceptedFile } from './sniff.ts';

/** The name under which people keep the file: no folders, and the extension of what it really is. */
export function downloadName(name: string, file: AcceptedFile): string {
  const last = name.toWellFormed().normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const plain = last
    .replace(/[\p{Cc}\p{Cf}]+/gu, '')
    .replace(/^[\s.]+|[\s.]+$/g, '')
    .slice(0, 240);
  if (plain === '') return `document.${file.extension}`;
  const hasExtension = /\.[a-z0-9]{1,8}$/i.test(plain) && file.warning === undefined;
  return hasExtension ? plain : `${plain}.${file.extension}`;
}
