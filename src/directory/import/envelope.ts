import { z } from 'zod';
import { ImportRefused } from '#directory/import/report.ts';

const envelopeShape = z.object({
  meta: z.object({
    total_elements: z.number().int().nonnegative(),
    total_pages: z.number().int().nonnegative().optional(),
    number: z.number().int().optional(),
    last: z.boolean().optional(),
  }),
  content: z.array(z.unknown()),
});

export type Envelope = z.output<typeof envelopeShape>;

/** One answer of the register's API. `links` is always empty there and is not looked at. */
export function readEnvelope(value: unknown, where: string): Envelope {
  const read = envelopeShape.safeParse(value);
  if (read.success) return read.data;
  throw new ImportRefused(
    `${where} is not an answer of the register: expected {"meta": {"total_elements": …}, "content": […]}`,
  );
}

/** What identifies a record, to notice pages that repeat each other. */
export function recordKey(record: unknown): string {
  if (typeof record !== 'object' || record === null) return String(record);
  const { instelling_nummer: number, instellingslocatie_vestigingsnummer: sequence } = record as Record<
    string,
    unknown
  >;
  return sequence === undefined ? String(number) : `${String(number)}/${String(sequence)}`;
}
