import { getDocumentProxy } from 'unpdf';
import type { TextSink } from './text-sink.ts';

/** A word cut at the end of a line: `onder-\nwijs`; not `leerlingen-\nen ouderraad`. */
const CUT_WORD = /(\p{Ll})[-\u00ad\u2010]\n(?!(?:en|of|noch)\b)(?=\p{Ll})/gu;

/** Adds the text of a PDF page by page and returns the number of pages. */
export async function addPdfText(bytes: Uint8Array, sink: TextSink): Promise<number> {
  const document = await getDocumentProxy(bytes, {
    disableFontFace: true,
    useSystemFonts: false,
    verbosity: 0,
  });
  try {
    for (let number = 1; number <= document.numPages && !sink.isFull; number += 1) {
      const page = await document.getPage(number);
      const { items } = await page.getTextContent();
      const text = items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join('');
      sink.add(`${text.replace(CUT_WORD, '$1')}\n`);
      page.cleanup();
    }
    return document.numPages;
  } finally {
    await document.loadingTask.destroy();
  }
}
