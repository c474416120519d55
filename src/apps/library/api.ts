import { z } from 'zod';
import { problem, problemSchema } from '#access/problem.ts';
import { NotFound } from '#access/refusals.ts';
import type { Call, Endpoint, ServiceCaller } from '#access/route.ts';
import { deliverDocument } from '#apps/library/delivery/deliver-document.ts';
import type { DeliveryOutcome } from '#apps/library/delivery/delivery.ts';
import { deliveryMetadata } from '#apps/library/delivery/metadata.ts';
import { isReason, reason, refusalCodes } from '#apps/library/delivery/reasons.ts';
import { findDelivered, deliveredState } from '#apps/library/delivery/state.ts';
import { tokenEndpoint } from '#apps/library/delivery/token-endpoint.ts';
import { readUpload, type Upload } from '#apps/library/delivery/upload.ts';
import { StorageFull } from '#platform/files/file-store.ts';
import { MalformedForm } from '#platform/files/multipart.ts';

/** What a multipart form weighs besides its file. */
const formBytes = 1024 ** 2;

const deliveryAnswer = z.object({
  id: z.uuid(),
  reference: z.string(),
  version: z.int(),
  outcome: z.enum(['added', 'changed', 'unchanged']),
  searchable: z.boolean(),
  unsearchable: z
    .string()
    .nullable()
    .meta({ description: 'Why the content cannot be searched, for example image or encrypted' }),
});

const refusal = problemSchema.extend({
  reasons: z.array(z.object({ code: z.enum(refusalCodes), message: z.string() })),
});

type DeliveryCall = Call & { caller: ServiceCaller };

const postDocument: Endpoint = {
  method: 'POST',
  path: '/api/v1/documents',
  access: { kind: 'service' },
  summary: 'Deliver a document, or a new version of it: the same reference is the same document',
  request: {
    contentType: 'multipart/form-data',
    schema: z.object({ metadata: deliveryMetadata, file: z.file() }),
  },
  responses: {
    200: { description: 'A new version, or nothing that was not known', schema: deliveryAnswer },
    201: { description: 'A new document', schema: deliveryAnswer },
    400: { description: 'The body is not a whole multipart form', schema: problemSchema },
    401: { description: 'No valid token', schema: problemSchema },
    413: { description: 'The file is over the limit', schema: refusal },
    415: { description: 'The body is not multipart/form-data', schema: problemSchema },
    422: { description: 'Refused, with every reason', schema: refusal },
    507: { description: 'There is no room for files', schema: problemSchema },
  },
  handle: (call: DeliveryCall) => answerDelivery(call),
};

const getDocument: Endpoint = {
  method: 'GET',
  path: '/api/v1/documents/:reference',
  access: { kind: 'service' },
  summary: 'The state of a document that you delivered, within the themes of your token',
  responses: {
    200: { description: 'As it is now', schema: deliveredState },
    401: { description: 'No valid token', schema: problemSchema },
    404: { description: 'You delivered no such document', schema: problemSchema },
  },
  handle: async (call: DeliveryCall) => {
    const state = await findDelivered(call.services.database, call.caller, call.params['reference'] ?? '');
    if (!state) throw new NotFound();
    return Response.json(state, { headers: noStore });
  },
};

/** What delivering services speak to (DO-10). */
export const deliveryEndpoints: readonly Endpoint[] = [tokenEndpoint, postDocument, getDocument];

const noStore = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };

async function answerDelivery(call: DeliveryCall): Promise<Response> {
  const { request, services } = call;
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'multipart/form-data')
    return problem(415, 'Not a multipart form', 'Send multipart/form-data with the parts metadata and file.');
  const { maxUploadBytes: maxBytes } = services.config;
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes + formBytes)
    return answerOf({ outcome: 'refused', reasons: [reason('file-too-large', { maxBytes })] }, '');
  try {
    const upload = await readUpload(request, services.config);
    return await deliverUpload(call, upload);
  } catch (error) {
    if (error instanceof MalformedForm) return problem(400, 'The multipart form cannot be read', error.message);
    if (error instanceof StorageFull) return problem(507, 'There is no room for files', 'Try again later.');
    throw error;
  }
}

async function deliverUpload({ caller, services }: DeliveryCall, upload: Upload): Promise<Response> {
  const { serviceId, serviceName, themes } = caller;
  const { file } = upload;
  const metadata = parseJson(upload.metadata);
  try {
    const outcome = await deliverDocument({
      installation: services,
      caller: { kind: 'service', serviceId, serviceName, themes },
      metadata,
      file: file === undefined ? reason('file-missing') : isReason(file) ? file : file.path,
      fileName: upload.fileName,
    });
    return answerOf(outcome, String(metadata?.['reference'] ?? '').trim());
  } finally {
    if (file && !isReason(file)) await file.release();
  }
}

function answerOf(outcome: DeliveryOutcome, reference: string): Response {
  if (outcome.outcome === 'refused') {
    const isTooLarge = outcome.reasons.some(({ code }) => code === 'file-too-large');
    const detail = outcome.reasons.map(({ message }) => message).join(' ');
    return problem(isTooLarge ? 413 : 422, 'The document is refused', detail, { reasons: outcome.reasons });
  }
  const location = `/api/v1/documents/${encodeURIComponent(reference)}`;
  return Response.json(
    { ...outcome, reference, searchable: outcome.unsearchable === null },
    { status: outcome.outcome === 'added' ? 201 : 200, headers: { ...noStore, location } },
  );
}

function parseJson(text: string | undefined): Record<string, unknown> | null {
  try {
    return JSON.parse(text ?? 'null') as Record<string, unknown> | null;
  } catch {
    return null;
  }
}
