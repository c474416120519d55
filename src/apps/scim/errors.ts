/** What a request of a program got wrong, in the words of RFC 7644 §3.12. */
export type ScimType =
  | 'invalidFilter'
  | 'uniqueness'
  | 'mutability'
  | 'invalidSyntax'
  | 'invalidPath'
  | 'noTarget'
  | 'invalidValue'
  | 'invalidVers'
  | 'sensitive';

/** A refusal that the program or its maker can mend; nothing of the request happened. */
export class ScimRefused extends Error {
  override readonly name = 'ScimRefused';
  readonly status: number;
  readonly scimType: ScimType | undefined;

  constructor(status: number, detail: string, scimType?: ScimType) {
    super(detail);
    this.status = status;
    this.scimType = scimType;
  }
}

export const invalidValue = (detail: string): ScimRefused => new ScimRefused(400, detail, 'invalidValue');
export const immutable = (detail: string): ScimRefused => new ScimRefused(400, detail, 'mutability');

export const errorSchema = 'urn:ietf:params:scim:api:messages:2.0:Error';
export const scimHeaders = {
  'content-type': 'application/scim+json',
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
};

/** An error as RFC 7644 §3.12 writes it; the status is a text there. */
export function scimError(
  status: number,
  detail: string,
  scimType?: ScimType,
  more: Readonly<Record<string, unknown>> = {},
): Response {
  const body = { schemas: [errorSchema], status: String(status), ...(scimType && { scimType }), detail, ...more };
  return Response.json(body, { status, headers: scimHeaders });
}
