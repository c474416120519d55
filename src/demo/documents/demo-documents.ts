import { levelById } from '#directory/levels.ts';
import type { Content } from '#demo/documents/content.ts';
import { contactFor, type Contact } from '#demo/documents/people-in-documents.ts';
import { plannedDocuments, type PlannedDocument } from '#demo/documents/plan.ts';
import { render, type Format } from '#demo/documents/render.ts';
import type { Occasion } from '#demo/documents/template.ts';
import { seeded } from '#demo/random.ts';

export interface DemoDocumentMetadata {
  readonly institution: number;
  /** Slug of the level. */
  readonly level: string;
  /** Slug of the theme. */
  readonly theme: string;
  /** That of the theme. */
  readonly confidentiality: 'open' | 'confidential' | 'very-confidential';
  readonly schoolYear: number;
  readonly title: string;
  readonly contact: Contact;
  /** The same for the same document, so that delivering again changes nothing. */
  readonly reference: string;
  readonly publishedAt: Date;
}

export interface DemoDocument {
  readonly metadata: DemoDocumentMetadata;
  readonly fileName: string;
  readonly bytes: Buffer;
}

/** The service in whose name the demo documents are delivered. */
export const demoDeliveryService = {
  slug: 'onderwijsdiensten-demo',
  name: 'Agentschap voor Onderwijsdiensten (demo)',
} as const;

/** What is known of every demo document without making its file. */
export function demoDocumentMetadata(): DemoDocumentMetadata[] {
  return plannedDocuments().map(metadataOf);
}

/** Makes the documents one by one, oldest first; those whose reference is to be left out are not made. */
export async function* demoDocuments(leaveOut: ReadonlySet<string> = new Set()): AsyncGenerator<DemoDocument> {
  const shared = new Map<string, Buffer>();
  for (const planned of plannedDocuments()) {
    const metadata = metadataOf(planned);
    if (leaveOut.has(metadata.reference)) continue;
    yield { metadata, fileName: fileName(metadata, formatOf(planned)), bytes: await bytesOf(planned, shared) };
  }
}

// A letter to many is made once.
async function bytesOf(planned: PlannedDocument, shared: Map<string, Buffer>): Promise<Buffer> {
  const { source } = planned;
  if ('template' in source) return render(contentOf(planned), source.template.format);
  const bytes = shared.get(source.letter.id) ?? (await render(source.letter, source.letter.format));
  shared.set(source.letter.id, bytes);
  return bytes;
}

function contentOf(planned: PlannedDocument): Content {
  if ('letter' in planned.source) return planned.source.letter;
  const { template } = planned.source;
  const occasion = occasionOf(planned);
  return { title: template.title(occasion), blocks: template.blocks(occasion) };
}

function occasionOf({ institution, level, year, source }: PlannedDocument): Occasion {
  const size = level === 1 ? [110, 420] : level === 7 ? [2400, 9000] : level >= 4 ? [60, 300] : [240, 980];
  const base = seeded(`size ${institution.id} ${level}`).between(size[0] ?? 0, size[1] ?? 0);
  const random = seeded(
    `document ${institution.id} ${level} ${year} ${'template' in source ? source.template.id : ''}`,
  );
  return { institution, level, year, random, pupils: Math.round(base * (1 + (year - 2022) * 0.01)) };
}

function metadataOf(planned: PlannedDocument): DemoDocumentMetadata {
  const { institution, level, year, publishedOn, source } = planned;
  const { id, theme } = 'template' in source ? source.template : source.letter;
  const minute = seeded(`moment ${id} ${institution.id} ${year}`).between(0, 59);
  return {
    institution: institution.id,
    level: levelById(level).slug,
    theme,
    confidentiality: confidentialityOf(theme),
    schoolYear: year,
    title: 'template' in source ? source.template.title(occasionOf(planned)) : source.letter.title,
    contact: contactFor(theme),
    reference: `demo/${id}/${year}/${institution.id}/${level}`,
    publishedAt: new Date(`${publishedOn}T09:${String(minute).padStart(2, '0')}:00Z`),
  };
}

// The catalogue names themes after their confidentiality; a test compares them with it.
function confidentialityOf(theme: string): DemoDocumentMetadata['confidentiality'] {
  if (theme === 'salarisoverzichten') return 'very-confidential';
  return theme.endsWith('-openbaar') ? 'open' : 'confidential';
}

function formatOf({ source }: PlannedDocument): Format {
  return 'template' in source ? source.template.format : source.letter.format;
}

function fileName({ title, institution }: DemoDocumentMetadata, format: Format): string {
  return `${institution} ${title.replace(/[/\\:*?"<>|]/g, '-')}.${format}`;
}
