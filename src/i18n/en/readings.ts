import type { ReadingsMessages } from '#i18n/nl/readings.ts';

export const readings: ReadingsMessages = {
  name: 'Who read pay overviews?',
  lead: (institution) =>
    `Each time somebody opens or downloads a pay overview of ${institution}, it is here. All administrators of the institution see it.`,
  none: 'Nobody has read a pay overview yet',
  noneHint: 'A reading stands here as soon as somebody opens a pay overview.',
  at: 'When',
  reader: 'Who',
  unknownReader: 'Somebody from outside the institution',
  actingFor: 'On behalf of',
  all: 'all of their institutions',
  document: 'Document',
  action: 'What',
  actions: { 'open-document': 'Opened', 'download-document': 'Downloaded' },
};
