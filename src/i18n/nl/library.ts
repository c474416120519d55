/** Texts of the document library. */
export const library = {
  name: 'Documenten',
  allName: 'Alle documenten',
};

export type LibraryMessages = typeof library;
