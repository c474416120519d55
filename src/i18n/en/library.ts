import type { LibraryMessages } from '../nl/library.ts';

export const library: LibraryMessages = {
  name: 'Documents',
  allName: 'All documents',
};
