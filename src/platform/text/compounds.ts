import type { Lexicon } from './lexicon.ts';
import { Trait } from './lexicon.ts';
import { stems } from './stem.ts';

/**
 * The endings of a compound that are words of their own, and its beginnings:
 * omkaderingsgewichten → gewichten; schoolbestuursverkiezing → verkiezing, bestuursverkiezing.
 */
export interface Compound {
  readonly endings: readonly string[];
  readonly beginnings: readonly string[];
}

const SIMPLE: Compound = { endings: [], beginnings: [] };
const SPLITTABLE = /^[a-z]{8,48}$/;
const MIN_BEGINNING = 3;
const MIN_ENDING = 4;

/** Syllables that form words without being a part of a compound: ver-lening, be-stelling, over-zicht. */
const PREFIXES = words(`
  aan achter binnen boven buiten door geen heren her hier mede mee met mis naast non onder ont over per pre pro rond sub super tegen toe tot
  tussen uit ver vol voor voort waar weer weg wel anti auto con des dis inter mono poly hyper trans com cor per par pas
  dan dat den der die dit een ene het hij hoe ier ist kon mag men nog nul oer ons ook por pos raf ram ras rap ren rep res rit rol
  sta ste sti stu tel ten ter tic ton tra van was wat wie wij zal zich zij zou mat min for schap schaps heids lings`);

/** Syllables after which a word is derived, not compounded: wetenschap, mogelijkheid, betrekking. */
const SUFFIXES = words(`
  achtig baar baren delen eren erij erijen haar heid heden kingen king ling lijks loos loze maal malen ringen ring zingen zing tingen ting
  singen sing ningen ning pingen ping dingen ding schap schappen schapje ster sters teit tien tieken vuldig zaam zame late rage aten ator
  ente enten rijke slag uren`);

/** Endings shorter than the rest that schools use every day. */
const SHORT_ENDINGS = words('lid les vak dag wet bus');

/** Endings that make a compound even of a word that dictionaries treat as one. */
const PLAIN_ENDINGS = words(`
  lid les dag school brief jaar groep lijst plaats prijs dienst toets opvang opdracht kracht bestuur raad tijd klas boek huis werk
  nummer middelen overzicht gesprek opleiding plan budget team beheer onderwijs instelling pakket dossier fiche`);

/** Splits a folded word; a word that cannot be split has no endings. */
export function splitCompound(word: string, lexicon: Lexicon): Compound {
  if (!SPLITTABLE.test(word) || isDerived(word, lexicon)) return SIMPLE;
  const last = isOneWhole(word, lexicon) ? plainEnding(word, lexicon) : longestEnding(word, lexicon);
  if (last === undefined) return SIMPLE;
  const beginning = word.slice(0, -last.length);
  const inner = innerBoundaries(beginning, lexicon);
  return {
    endings: [last, ...splitCompound(last, lexicon).endings, ...inner.map((at) => word.slice(at))],
    beginnings: [beginning, ...inner.map((at) => word.slice(0, at))],
  };
}

function longestEnding(word: string, lexicon: Lexicon): string | undefined {
  for (let at = MIN_BEGINNING; at <= word.length - MIN_ENDING + 1; at += 1) {
    const ending = word.slice(at);
    if (isEnding(ending, lexicon) && isBeginning(word.slice(0, at), lexicon)) return ending;
  }
  return undefined;
}

/** In words that dictionaries treat as one, only the endings are seen that leave no doubt. */
function plainEnding(word: string, lexicon: Lexicon): string | undefined {
  for (let at = MIN_BEGINNING; at <= word.length - MIN_BEGINNING; at += 1) {
    const ending = word.slice(at);
    if (!PLAIN_ENDINGS.has(ending) && !stems(ending, lexicon).some((stem) => PLAIN_ENDINGS.has(stem))) continue;
    if (isKnownBeginning(word.slice(0, at), lexicon)) return ending;
  }
  return undefined;
}

/** Where a beginning of several words can be cut again: school|bestuurs, but not loop|baan, a word that is one whole. */
function innerBoundaries(beginning: string, lexicon: Lexicon): readonly number[] {
  if (withoutLink(beginning).some((base) => isOneWhole(base, lexicon) || isDerived(base, lexicon))) return [];
  const boundaries: number[] = [];
  for (let at = beginning.length - MIN_ENDING; at >= MIN_BEGINNING; at -= 1) {
    const head = beginning.slice(at);
    if (!SUFFIXES.has(head) && isKnownBeginning(head, lexicon) && isBeginning(beginning.slice(0, at), lexicon))
      boundaries.push(at);
  }
  return boundaries;
}

/** Verbs, adjectives and adverbs of the dictionary, and their inflections, are not taken apart. */
function isDerived(word: string, lexicon: Lexicon): boolean {
  return [word, ...stems(word, lexicon)].some(
    (form) => (lexicon.traits(form) & (Trait.Infinitive | Trait.VerbStem | Trait.Adjective)) !== 0,
  );
}

/** A word that may end a compound is mostly a whole itself (rapport, lestijd), and so are adverbs and the like (waarvoor). */
function isOneWhole(word: string, lexicon: Lexicon): boolean {
  return [word, ...stems(word, lexicon)].some((form) => {
    const traits = lexicon.traits(form);
    return (traits & Trait.EndsCompounds) !== 0 || (traits !== 0 && (traits & NAMING) === 0);
  });
}

const NAMING = Trait.Noun | Trait.EndsCompounds | Trait.Compounds;
const ENDS = Trait.Noun | Trait.EndsCompounds;

function isEnding(part: string, lexicon: Lexicon): boolean {
  if (SUFFIXES.has(part)) return false;
  if (part.length < MIN_ENDING) return SHORT_ENDINGS.has(part);
  if (lexicon.traits(part) & ENDS) return true;
  return stems(part, lexicon).some((stem) => isLongEnough(stem) && (lexicon.traits(stem) & ENDS) !== 0);
}

function isLongEnough(ending: string): boolean {
  return ending.length >= MIN_ENDING || SHORT_ENDINGS.has(ending);
}

function isBeginning(part: string, lexicon: Lexicon): boolean {
  if (isKnownBeginning(part, lexicon)) return true;
  for (let at = part.length - MIN_ENDING; at >= MIN_BEGINNING; at -= 1) {
    const tail = part.slice(at);
    if (SUFFIXES.has(tail) || !isKnownBeginning(tail, lexicon)) continue;
    if (isBeginning(part.slice(0, at), lexicon)) return true;
  }
  return false;
}

function isKnownBeginning(part: string, lexicon: Lexicon): boolean {
  if (part.length < MIN_BEGINNING || PREFIXES.has(part)) return false;
  const traits = lexicon.traits(part);
  if (traits & (Trait.Noun | Trait.Compounds)) return true;
  if (part.length >= MIN_ENDING && traits & (Trait.VerbStem | Trait.Adjective)) return true;
  return (
    withoutLink(part).some(
      (base) => base !== part && base.length > MIN_BEGINNING - 1 && (lexicon.traits(base) & NAMING) !== 0,
    ) ||
    (part.endsWith('en') &&
      stems(part, lexicon).some((stem) => stem.length >= MIN_BEGINNING && (lexicon.traits(stem) & NAMING) !== 0))
  );
}

/** omkaderings → omkadering, leerlingen → leerling. */
function withoutLink(part: string): readonly string[] {
  if (part.endsWith('s') && part.length > MIN_ENDING) return [part, part.slice(0, -1)];
  if (part.endsWith('en') && part.length > MIN_ENDING + 1) return [part, part.slice(0, -2)];
  return [part];
}

function words(list: string): ReadonlySet<string> {
  return new Set(list.trim().split(/\s+/));
}
