/** Plurals that no rule of spelling explains, by their base form. */
const IRREGULAR: readonly (readonly [plural: string, base: string])[] = [
  ['scholen', 'school'],
  ['verslagen', 'verslag'],
  ['uren', 'uur'],
  ['oren', 'oor'],
  ['ogen', 'oog'],
  ['leden', 'lid'],
  ['steden', 'stad'],
  ['schepen', 'schip'],
  ['smeden', 'smid'],
  ['kinderen', 'kind'],
  ['eieren', 'ei'],
  ['bladeren', 'blad'],
  ['liederen', 'lied'],
  ['volkeren', 'volk'],
  ['goederen', 'goed'],
  ['raderen', 'rad'],
  ['kalveren', 'kalf'],
  ['lammeren', 'lam'],
  ['runderen', 'rund'],
  ['beenderen', 'been'],
  ['koeien', 'koe'],
  ['dagen', 'dag'],
  ['wegen', 'weg'],
  ['glazen', 'glas'],
  ['data', 'datum'],
  ['media', 'medium'],
  ['musea', 'museum'],
  ['centra', 'centrum'],
  ['criteria', 'criterium'],
  ['curricula', 'curriculum'],
  ['politici', 'politicus'],
  ['academici', 'academicus'],
  ['technici', 'technicus'],
  ['musici', 'musicus'],
  ['historici', 'historicus'],
  ['zaken', 'zaak'],
  ['lagen', 'laag'],
];

/** Words that only look inflected. */
const UNINFLECTED =
  'aldus alles als anders beneden binnen boven buiten eigen even geleden gelegen gisteren heden langs morgen naast negen ondertussen open ' +
  'overleden samen sinds soms steeds straks tegen trots tussen verleden volgens wegens zeven zelfs';

const BASE_OF = new Map<string, string>([...IRREGULAR, ...UNINFLECTED.split(' ').map((word) => [word, word] as const)]);
const ENDINGS = IRREGULAR.filter(([plural]) => plural.length >= 5);

/** Not `geleden`, `verleden`, `overleden`, `bewegen`: there the plural is only the tail of another word. */
const NO_COMPOUND =
  /^(?:ge|ver|be|ont|over|toe|uit|door|onder|mis|gebr|gem|om|af|op|in|aan|na|voor|bij|dr|pl|vr|kl|sl|ervan?)$/;

/** The base form of an irregular plural, also at the end of a compound: raadsleden → raadslid. */
export function irregularBase(word: string): string | undefined {
  const base = BASE_OF.get(word);
  if (base !== undefined) return base;
  for (const [plural, singular] of ENDINGS) {
    if (!word.endsWith(plural)) continue;
    const head = word.slice(0, -plural.length);
    if (head.length >= 3 && /[aeiou]/.test(head) && !NO_COMPOUND.test(head)) return head + singular;
  }
  return undefined;
}
