/** Links the browser may fetch ahead when a pointer rests on them: pages only, never what downloads, changes or signs in. */
const rules = {
  prefetch: [
    {
      source: 'document',
      where: {
        and: [
          { href_matches: '/*' },
          {
            not: {
              href_matches: [
                '/aanmelden*',
                '/afmelden*',
                '/api/*',
                // Opening a document may be noted as a reading: only a click is one.
                '/document/*',
                '/gestelde-vragen/*',
                '/vragen/*',
                // Opening the list behind the bell tells that one looked.
                '/meldingen*',
                '/attendering/*',
                '/toepassing/*',
                '/bestand*',
                '/*/bestand*',
                '/*/download*',
                '/*\\?*download*',
              ],
            },
          },
          { not: { selector_matches: '[download], [target], [rel~=external]' } },
        ],
      },
      eagerness: 'moderate',
    },
  ],
};

export const speculationRules = JSON.stringify(rules);
