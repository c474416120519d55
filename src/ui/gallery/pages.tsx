import { DocumentPage } from './document-page.tsx';
import { DocumentsPage } from './documents-page.tsx';
import { GalleryPage } from './gallery-page.tsx';
import { GridPage } from './grid-page.tsx';
import type { SampleOptions } from './sample-frame.tsx';
import { StartPage } from './start-page.tsx';

/** Sample pages by name, each as a whole HTML document. */
export const samplePages: Record<string, (options: SampleOptions) => string> = {
  start: (options) => String(<StartPage {...options} />),
  documents: (options) => String(<DocumentsPage {...options} />),
  document: (options) => String(<DocumentPage {...options} />),
  grid: (options) => String(<GridPage {...options} people={40} />),
  'large-grid': (options) => String(<GridPage {...options} people={300} />),
  gallery: (options) => String(<GalleryPage {...options} />),
};
