/** Forms are small; files go to their own endpoints. */
const mostBytes = 1_000_000;

const formTypes = /^(application\/x-www-form-urlencoded|multipart\/form-data)(;|$)/i;

/** Reads a sent form, never more than a form can be; what no form of ours sends is unreadable. */
export async function readForm(request: Request): Promise<FormData | 'too-large' | 'unreadable'> {
  const type = request.headers.get('content-type') ?? '';
  if (request.body === null) return new FormData();
  if (!formTypes.test(type)) return 'unreadable';
  if (Number(request.headers.get('content-length') ?? 0) > mostBytes) return 'too-large';
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of (request.body ?? []) as AsyncIterable<Uint8Array>) {
    bytes += chunk.byteLength;
    if (bytes > mostBytes) return 'too-large';
    chunks.push(chunk);
  }
  try {
    const form = await new Response(Buffer.concat(chunks), { headers: { 'content-type': type } }).formData();
    return [...form].some(hasNul) ? 'unreadable' : form;
  } catch {
    return 'unreadable';
  }
}

// No keyboard types it, and PostgreSQL keeps no text with it.
function hasNul([name, value]: [string, FormDataEntryValue]): boolean {
  return name.includes('\0') || (typeof value === 'string' && value.includes('\0'));
}
