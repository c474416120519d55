import { dutchLexicon } from './lexicon.ts';
import { splitCompound } from './compounds.ts';
import { stems } from './stem.ts';

/** What a folded word stands for beside itself. */
export interface WordForms {
  /** Base forms other than the word: scholen → school. */
  readonly stems: readonly string[];
  /** Words inside a compound, with their base forms where these do not begin the part. */
  readonly parts: readonly string[];
}

/** Two generations of this size bound the memory (about 20 MB) and keep the words that are in use. */
const GENERATION = 40_000;
const NOTHING: WordForms = { stems: [], parts: [] };

let young = new Map<string, WordForms>();
let old = new Map<string, WordForms>();

/** The forms of a folded word; remembered, because few words make up most of any text. */
export function formsOf(word: string): WordForms {
  const known = young.get(word);
  if (known !== undefined) return known;
  const kept = apart(word);
  const forms = old.get(word) ?? findForms(kept);
  if (young.size >= GENERATION) {
    old = young;
    young = new Map();
  }
  young.set(kept, forms);
  return forms;
}

/** A copy by itself: a word cut from a document is a window on its text, and would keep all of it in memory. */
function apart(word: string): string {
  return Buffer.from(word, 'utf8').toString('utf8');
}

function findForms(word: string): WordForms {
  if (word.length < 4) return NOTHING;
  const lexicon = dutchLexicon();
  const compound = splitCompound(word, lexicon);
  const parts = new Set(compound.endings);
  for (const ending of compound.endings) addStems(parts, ending);
  for (const beginning of compound.beginnings) addStems(parts, beginning);
  const found = { stems: stems(word, lexicon), parts: [...parts] };
  return found.stems.length + found.parts.length === 0 ? NOTHING : found;
}

function addStems(parts: Set<string>, part: string): void {
  for (const stem of stems(part, dutchLexicon())) {
    if (stem.length > 2 && !part.startsWith(stem)) parts.add(stem);
  }
}
