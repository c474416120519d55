import type { Child } from 'hono/jsx';
import type { Actor } from '#access/actor.ts';
import type { Lang, Messages } from '#i18n/index.ts';
import type { Db, Tx } from '#platform/db.ts';
import type { SentFile } from '#platform/files/keep-file.ts';
import type { Services } from '#platform/services.ts';

/** A session as found by its token; the token itself is nowhere stored. */
export interface Session {
  tokenHash: Buffer;
  personId: string;
  targetGroup: string | null;
  workRelationId: string | null;
  issuer: string;
  idTokenSealed: Buffer | null;
  acr: string | null;
  /** When the person last proved who he is; null when the identity provider did not say. */
  authenticatedAt: Date | null;
  lastSeenAt: Date;
}

/** One request, as handlers see it. */
export interface Visit {
  request: Request;
  url: URL;
  params: Readonly<Record<string, string>>;
  lang: Lang;
  t: Messages;
  nonce: string;
  services: Services;
  clientAddress: string;
  session: Session | null;
  /** The actor, where the session has one; read in the snapshot `db`. */
  actor: Actor | null;
  db: Db;
  /** How many tasks wait for the actor and how many documents are new, for the bell of a page that is read. */
  tasks: number;
  /** Answers to the actor's questions that he did not read yet, and questions that wait for an answer of his. */
  questions: { answers: number; waiting: number };
  news: number;
}

/** A request of somebody who is signed in. Behind an `actor` or `application` rule the actor acts for somebody. */
export interface ActorVisit extends Visit {
  session: Session;
  actor: Actor;
  /** Written as the actor once the snapshot is closed and before anything is answered, such as the note of a reading. */
  afterwards: ((tx: Tx) => Promise<void>)[];
}

/** A form that was sent: everything happens in one transaction. */
export interface FormVisit extends ActorVisit {
  tx: Tx;
  form: FormData;
  /** What became of the files that came with it; none when the form carries no files. */
  files: readonly SentFile[];
}

/** What a page shows; the web server puts it in the frame. */
export interface PageContent {
  title: string;
  status?: number;
  /** Level whose tabs the blue bar shows; absent on pages of the start page. */
  levelId?: number;
  /** Address of the current tab. */
  tab?: string;
  /** What stands in the search box of the header. */
  search?: string;
  /** `wide` lets grids and documents use the whole window. */
  width?: 'normal' | 'wide';
  children: Child;
}

/** After a form was done: on to a page, so that a refresh repeats nothing. */
export function seeOther(path: string, headers: Record<string, string> = {}): Response {
  return new Response(null, { status: 303, headers: { location: path, ...headers } });
}
