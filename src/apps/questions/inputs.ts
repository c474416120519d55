import { z } from 'zod';
import { askedStates, mostMessage } from '#apps/questions/model.ts';
import type { KeptFile } from '#platform/files/keep-file.ts';
import { isId } from '#platform/ids.ts';

const id = z.string().refine((text): boolean => isId(text));
/** Judged and stored by the server itself, so not judged again. */
const files = z.array(z.custom<KeptFile>());
const message = z.string().trim().max(mostMessage);
const serviceId = z.string().max(50);

export const documentInput = z.object({ documentId: id });
export const questionInput = z.object({ id });
export const fileInput = z.object({ id, fileId: id });

/** A draft as its form sends it; its id was made with the form, so that a form that is sent twice is one draft. */
export const draftInput = z.object({ id, documentId: id, text: message, files });

/** The key makes a reaction that is sent twice one reaction. */
export const reactionInput = z.object({ id, key: id, reaction: z.enum(['write', 'close']), message, files });

export const handlingInput = z.object({
  id,
  key: id,
  handling: z.enum(['take-up', 'release', 'answer', 'hand-over', 'close']),
  message,
  files,
  /** To whom it is handed over. */
  toService: serviceId,
});

export const templateInput = z.object({
  id,
  serviceId,
  title: z.string().trim().max(1000),
  body: z.string().trim().max(20_000),
});

const numbers = z.array(z.number().int().min(0).max(2_000_000)).max(500);

/** What a list is narrowed to; an empty part does not narrow. */
export const listInput = z.object({
  states: z.array(z.enum(askedStates)),
  institutions: numbers,
  themes: numbers,
  services: z.array(serviceId).max(50),
  /** Only what the actor asked himself, or handles himself. */
  mine: z.boolean(),
  /** Only what waits longer than its term. */
  overdue: z.boolean(),
  skip: z.number().int().min(0).max(5000),
});
export type ListInput = z.infer<typeof listInput>;
