import { familyNames, givenNames } from '#demo/names.ts';
import { seeded, type Random } from '#demo/random.ts';
import type { Institution } from './organisations.ts';
import { buildLexicon, type Lexicon } from './lexicon.ts';
import { RowBuffer } from './row-buffer.ts';
import { sampler, zipf } from './sampler.ts';
import { SearchVector } from './search-vector.ts';
import { firstPublished, lastPublished } from './size.ts';
import { capital, type Vocabulary } from './vocabulary.ts';
import { months, titlesPerTheme } from './words.ts';

export interface ThemeAtLevel {
  themeId: number;
  levelId: number;
  confidentiality: string;
}

export interface StoredPdf {
  sha256: string;
  bytes: number;
}

export interface DocumentWorld {
  seed: string;
  documents: number;
  institutions: readonly Institution[];
  themes: readonly ThemeAtLevel[];
  vocabulary: Vocabulary;
  files: readonly StoredPdf[];
}

/** Some kinds of document come far more often than others; the rest weigh one. */
const themeWeights: Readonly<Record<number, number>> = { 1: 1.5, 3: 2.5, 6: 2, 11: 2, 12: 4, 20: 0.5, 19: 0.2 };
const kinds = ['pdf', 'pdf', 'pdf', 'pdf', 'pdf', 'pdf', 'pdf', 'xlsx', 'docx', 'csv'];
const services = 6;
const rareShare = 0.002;
const firstYear = 2017;
export const chunkSize = 2_000;
export const documentColumns =
  'id, institution_id, level_id, theme_id, school_year, version, published_at, first_published_at, available_at, service_id, file_bytes, confidentiality, file_kind, title, supplier_reference, contact_name, contact_phone, contact_email, file_name, file_sha256, delivered_fingerprint, unsearchable, search';

/** Makes documents by their place in time; the same seed gives the same documents, whoever makes which chunk. */
export class DocumentMaker {
  readonly documents = new RowBuffer();
  readonly texts = new RowBuffer();
  readonly #world: DocumentWorld;
  readonly #lexicon: Lexicon;
  readonly #vector: SearchVector;
  readonly #lower: Int32Array;
  readonly #upper: Int32Array;
  readonly #rare: Int32Array;
  readonly #word: (next: () => number) => number;
  readonly #institution: (next: () => number) => number;
  readonly #themesPerLevel: { themes: readonly ThemeAtLevel[]; draw: (next: () => number) => number }[];

  constructor(world: DocumentWorld) {
    this.#world = world;
    const { vocabulary, institutions } = world;
    this.#lexicon = buildLexicon(piecesOf(world));
    this.#vector = new SearchVector(this.#lexicon);
    const numbers = (words: readonly string[]): Int32Array =>
      Int32Array.from(words, (word) => this.#lexicon.piece(word));
    this.#lower = numbers(vocabulary.common);
    this.#upper = numbers(vocabulary.common.map(capital));
    this.#rare = numbers(vocabulary.rare);
    this.#word = sampler(zipf(vocabulary.common.length));
    this.#institution = sampler(institutions.map((institution) => institution.weight));
    this.#themesPerLevel = Array.from({ length: 8 }, (_, level) => {
      const themes = world.themes.filter((theme) => theme.levelId === level);
      return { themes, draw: sampler(themes.map((theme) => themeWeights[theme.themeId] ?? 1)) };
    });
  }

  /** Appends the rows of one chunk. */
  makeChunk(chunk: number): number {
    const random = seeded(`${this.#world.seed} documents ${chunk}`);
    const first = chunk * chunkSize;
    const last = Math.min(first + chunkSize, this.#world.documents);
    for (let index = first; index < last; index += 1) this.#make(index, random);
    return last - first;
  }

  #make(index: number, random: Random): void {
    const { documents, institutions, files } = this.#world;
    const institution = institutions[this.#institution(random.next)]!;
    const { themes, draw } = this.#themesPerLevel[random.pick(institution.levels)]!;
    const theme = themes[draw(random.next)]!;
    const step = (lastPublished - firstPublished) / documents;
    const publishedAt = Math.floor(firstPublished + (index + random.next() * 200) * step);
    const published = new Date(publishedAt);
    const schoolYear = Math.max(firstYear, published.getUTCFullYear() - (published.getUTCMonth() < 8 ? 1 : 0));
    const id = documentId(publishedAt, random);
    this.#vector.begin();
    const title = this.#title(theme.themeId, institution, published, random);
    const body = this.#body(institution, schoolYear, random);
    const file = random.pick(files);
    const kind = random.pick(kinds);
    const contact = `${random.pick(givenNames)} ${random.pick(familyNames)}`;
    const row = this.documents;
    row.beginRow(23);
    row.uuid(id);
    row.integer(institution.id);
    row.smallint(theme.levelId);
    row.smallint(theme.themeId);
    row.smallint(schoolYear);
    row.smallint(1);
    row.timestamp(publishedAt);
    row.timestamp(publishedAt);
    row.timestamp(publishedAt);
    row.smallint(1 + (theme.themeId % services));
    row.bigint(file.bytes);
    row.text(theme.confidentiality);
    row.text(kind);
    row.text(title);
    row.text(`${schoolYear}-${index}`);
    row.text(contact);
    row.text(random.next() < 0.8 ? `02 553 ${random.between(10, 99)} ${random.between(10, 99)}` : null);
    row.text('contact@onderwijs.example');
    row.text(
      `${title
        .toLowerCase()
        .replaceAll(/[^a-z0-9]+/g, '-')
        .slice(0, 60)}.${kind}`,
    );
    row.bytea(Buffer.from(file.sha256, 'hex'));
    row.bytea(Buffer.from(file.sha256.slice(0, 32), 'hex'));
    row.text(null);
    this.#vector.write(row);
    this.texts.beginRow(2);
    this.texts.uuid(id);
    this.texts.text(body);
  }

  #title(themeId: number, institution: Institution, published: Date, random: Random): string {
    const year = String(published.getUTCFullYear());
    const pieces = [random.pick(titlesPerTheme[themeId]!), months[published.getUTCMonth()]!, year];
    if (random.next() < 0.3) pieces.push(institution.name);
    let place = 1;
    for (const text of pieces) place = this.#vector.add(this.#lexicon.piece(text), place);
    this.#vector.endTitle(place);
    this.#place = place + 10;
    return pieces.join(' ');
  }

  /** Where the next word stands; between title and body lies a gap that no phrase crosses. */
  #place = 1;

  #body(institution: Institution, schoolYear: number, random: Random): string {
    const { next } = random;
    const length = 1000 + 4000 * next() ** 3;
    let body =
      this.#known(`${institution.name}\n`) +
      this.#known(`Instellingsnummer ${String(institution.id).padStart(6, '0')}\n`);
    body += this.#known(`Schooljaar ${schoolYear}-${schoolYear + 1}\n\n`);
    while (body.length < length) {
      const words = 5 + Math.floor(next() * 14);
      for (let nth = 0; nth < words; nth += 1)
        body += this.#oneWord(nth === 0, next) + (nth === words - 1 ? '. ' : ' ');
      if (next() < 0.2) body += '\n\n';
    }
    return body;
  }

  #known(text: string): string {
    this.#place = this.#vector.add(this.#lexicon.piece(text), this.#place);
    return text;
  }

  #oneWord(first: boolean, next: () => number): string {
    const piece =
      next() < rareShare
        ? this.#rare[Math.floor(next() * this.#rare.length)]!
        : (first ? this.#upper : this.#lower)[this.#word(next)]!;
    this.#place = this.#vector.add(piece, this.#place);
    return this.#lexicon.text(piece);
  }
}

function* piecesOf({ vocabulary, institutions }: DocumentWorld): Generator<string> {
  yield* vocabulary.common;
  for (const word of vocabulary.common) yield capital(word);
  yield* vocabulary.rare;
  yield* Object.values(titlesPerTheme).flat();
  yield* months;
  for (const institution of institutions) {
    yield institution.name;
    yield `${institution.name}\n`;
    yield `Instellingsnummer ${String(institution.id).padStart(6, '0')}\n`;
  }
  for (let year = firstYear - 1; year < firstYear + 12; year += 1) {
    yield String(year);
    yield `Schooljaar ${year}-${year + 1}\n\n`;
  }
}

/** A UUID of version 7 at the moment of publishing, so that ids lie as they do in a database that grew. */
function documentId(publishedAt: number, random: Random): Buffer {
  const id = Buffer.allocUnsafe(16);
  id.writeUIntBE(publishedAt, 0, 6);
  id.writeUInt16BE(0x7000 | random.between(0, 0xfff), 6);
  id.writeUInt32BE(0x80000000 + random.between(0, 0x3fffffff), 8);
  id.writeUInt32BE(random.between(0, 0xffffffff), 12);
  return id;
}
