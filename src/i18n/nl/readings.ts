/** Texts of who read pay overviews. */
export const readings = {
  name: 'Wie las salarisoverzichten?',
  lead: (institution: string) =>
    `Elke keer dat iemand een salarisoverzicht van ${institution} opent of downloadt, staat het hier. Alle beheerders van de instelling zien dat.`,
  none: 'Nog niemand las een salarisoverzicht',
  noneHint: 'Een lezing staat hier zodra iemand een salarisoverzicht opent.',
  at: 'Wanneer',
  reader: 'Wie',
  unknownReader: 'Iemand van buiten de instelling',
  actingFor: 'Namens',
  all: 'al zijn instellingen',
  document: 'Document',
  action: 'Wat',
  actions: { 'open-document': 'Geopend', 'download-document': 'Gedownload' },
};

export type ReadingsMessages = typeof readings;
