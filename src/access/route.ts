import type { z } from 'zod';
import type { Actor, Place } from '#access/actor.ts';
import type { Rule } from '#access/rule.ts';
import type { Db } from '#platform/db.ts';
import type { Services } from '#platform/services.ts';
import type { ActorVisit, FormVisit, PageContent, Visit } from '#access/visit.ts';

/**
 * Who may open a guarded route. `session`: signed in, also before choosing on whose behalf. `actor`: signed in and
 * acting for somebody. `application`: an actor for whom the rule holds at some place. There is no default.
 */
export type Guard =
  { kind: 'session' } | { kind: 'actor' } | { kind: 'application'; application: string; rule: Rule; places: PlacesOf };

/** The places at which the rule of an application is judged. */
export type PlacesOf = (actor: Actor) => readonly Place[];

const placesOfActor: PlacesOf = (actor) => actor.places;

export const signedIn: Guard = { kind: 'session' };
export const anyActor: Guard = { kind: 'actor' };
export const opensApplication = (application: string, rule: Rule, places: PlacesOf = placesOfActor): Guard => ({
  kind: 'application',
  application,
  rule,
  places,
});

type Reply = Response | PageContent | Promise<Response | PageContent>;

export interface PublicPage {
  method: 'GET';
  path: string;
  access: { kind: 'public' };
  handle: (visit: Visit) => Reply;
  /** Whether it reads who is asking. A page that asks another server must not hold a connection meanwhile. */
  inSnapshot: boolean;
}

export interface GuardedPage {
  method: 'GET';
  path: string;
  access: Guard;
  handle: (visit: ActorVisit) => Reply;
}

export interface PublicForm {
  method: 'POST';
  path: string;
  access: { kind: 'public' };
  handle: (visit: Visit & { form: FormData }) => Reply;
  /** Attempts are counted under this name. */
  limit: string | null;
}

/** The files that a form may carry. */
export interface FilesOfForm {
  /** Name of the field they are chosen in. */
  field: string;
  /** So many in one go. */
  most: number;
  /** Each at most so large. */
  maxBytes: number;
}

export interface GuardedForm {
  method: 'POST';
  path: string;
  access: Guard;
  handle: (visit: FormVisit) => Reply;
  /** Without it a form carries no files. */
  files?: FilesOfForm;
}

export type Route = PublicPage | GuardedPage | PublicForm | GuardedForm;

/** A page anybody may read. */
export function publicPage(path: string, handle: PublicPage['handle']): PublicPage {
  return { method: 'GET', path, access: { kind: 'public' }, handle, inSnapshot: true };
}

/** A page anybody may open that holds no connection to the database: its handler asks for one when it needs one. */
export function publicStep(path: string, handle: PublicPage['handle']): PublicPage {
  return { method: 'GET', path, access: { kind: 'public' }, handle, inSnapshot: false };
}

/** A page behind a rule; the handler runs in the snapshot in which the actor was read. */
export function page(path: string, access: Guard, handle: GuardedPage['handle']): GuardedPage {
  return { method: 'GET', path, access, handle };
}

/** A form anybody may send, such as the start of a sign-in. */
export function publicForm(path: string, handle: PublicForm['handle'], limit: string | null = null): PublicForm {
  return { method: 'POST', path, access: { kind: 'public' }, handle, limit };
}

/** A form behind a rule; the handler runs in the transaction in which the actor was read. */
export function form(path: string, access: Guard, handle: GuardedForm['handle']): GuardedForm {
  return { method: 'POST', path, access, handle };
}

/** A form behind a rule that carries files: they are judged and stored before the transaction of the handler begins. */
export function uploadForm(
  path: string,
  access: Guard,
  files: FilesOfForm,
  handle: GuardedForm['handle'],
): GuardedForm {
  return { method: 'POST', path, access, handle, files };
}

export const isGuarded = (route: Route): route is GuardedPage | GuardedForm => route.access.kind !== 'public';

/** A delivering service that proved itself with a token. */
export interface ServiceCaller {
  clientId: string;
  serviceId: number;
  serviceName: string;
  /** Themes that the token allows. */
  themes: readonly number[];
}

/** `scim`: keeps persons and relations. `application`: a linked application that asks for rights. */
export type MachinePurpose = 'scim' | 'application';

/** A registered program that proved itself with a token. */
export interface MachineCaller {
  clientId: string;
  name: string;
  purpose: MachinePurpose;
  /** The linked application that it is. */
  applicationId: string | null;
  /** Whether it may also give and end rights. */
  mayGrant: boolean;
}

export interface Call {
  request: Request;
  url: URL;
  params: Readonly<Record<string, string>>;
  services: Services;
  clientAddress: string;
}

interface EndpointBase {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: string;
  summary: string;
  /** For OpenAPI: answers by status, and the request, from the schemas that check it. */
  responses: Readonly<Record<number, { description: string; schema?: z.ZodType }>>;
  request?: { contentType: string; schema: z.ZodType };
  /** What may stand in the address behind the question mark. */
  query?: z.ZodObject;
  /** What answers are written in; JSON where nothing is said. */
  produces?: string;
  /** How refusals are written where a standard says something else than problem+json (RFC 9457). */
  refuse?: (status: number, title: string, detail?: string) => Response;
}

/** A machine endpoint: public (health, tokens), for a delivering service or registered program with a token, or for a signed-in person. */
export type Endpoint = EndpointBase &
  (
    | { access: { kind: 'public' }; handle: (call: Call) => Response | Promise<Response> }
    | { access: { kind: 'service' }; handle: (call: Call & { caller: ServiceCaller }) => Response | Promise<Response> }
    | {
        access: { kind: 'machine'; purpose: MachinePurpose };
        handle: (call: Call & { caller: MachineCaller }) => Response | Promise<Response>;
      }
    | { access: { kind: 'person' }; handle: (call: Call & { db: Db; actor: Actor }) => Response | Promise<Response> }
  );

/** An application says once what it is and who may open it; guard, tab, explanation and access table follow (PO-5, PO-6). */
export interface Application {
  id: string;
  /** Key of its name in the messages. */
  name: (t: ActorVisit['t']) => string;
  opensFor: Rule;
  /** Where that is judged; without it wherever the actor holds a right. */
  opensAt: PlacesOf;
  /** `level`: a tab of each level, below /<level>/<path>. `start`: a tab of the start page. `none`: reached otherwise. */
  place: 'level' | 'start' | 'none';
  /** Without leading slash. */
  path: string;
  levels: 'all' | readonly number[];
  routes: readonly Route[];
  endpoints?: readonly Endpoint[];
}

export function application(definition: Omit<Application, 'opensAt'> & { opensAt?: PlacesOf }): Application {
  return Object.freeze({ opensAt: placesOfActor, ...definition });
}
