const PIECE = 512 * 1024;
const LONGEST_PAUSE = 15_000;
/** So often in a row nothing moved before it is given up. */
const MOST_FAULTS = 40;

/** The server does not take pieces of this: the plain form finds out why, and says it. */
export class NoPieces extends Error {}
/** The connection stayed away. */
class NoConnection extends Error {}

export interface Course {
  /** So many bytes of the file are there; `earlier`: they came before this. */
  arrived(bytes: number, earlier: boolean): void;
  /** The connection is lost; it is tried again. */
  waiting(): void;
}

/**
 * Sends a file piece by piece to the address of its form and answers the name of its content. What arrived earlier is not sent
 * again: the server knows a file by its content, so that nothing has to be remembered here, on a computer that others use too.
 */
export const sendPieces = async (address: string, file: File, course: Course): Promise<string> => {
  // Only over a safe connection can a browser name a content.
  if (!isSecureContext) throw new NoPieces('no hash');
  const sha256 = hex(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()));
  let received = await persist(course, () => post(address, sha256, null, null));
  course.arrived(received, received > 0);
  while (received < file.size) {
    const at = received;
    received = await persist(course, (again) =>
      again ? post(address, sha256, null, null) : post(address, sha256, at, file.slice(at, at + PIECE)),
    );
    course.arrived(received, false);
  }
  if (received > file.size) throw new NoPieces('another file of that name is there');
  return sha256;
};

/** Does something over and over until the connection is back; `again` tells that an earlier try failed. */
export const persist = async <T>(course: Course, attempt: (again: boolean) => Promise<T>): Promise<T> => {
  for (let faults = 0; ; faults += 1)
    try {
      return await attempt(faults > 0);
    } catch (error) {
      if (error instanceof NoPieces || error instanceof NoConnection) throw error;
      if (faults >= MOST_FAULTS) throw new NoConnection('', { cause: error });
      course.waiting();
      await backOnline(Math.min(LONGEST_PAUSE, 500 * 2 ** faults));
    }
};

const post = async (address: string, sha256: string, offset: number | null, body: Blob | null): Promise<number> => {
  const response = await fetch(address, {
    method: 'POST',
    headers: {
      'content-type': 'application/octet-stream',
      'x-sha256': sha256,
      ...(offset !== null && { 'x-offset': String(offset) }),
    },
    body,
    redirect: 'manual',
  });
  if (response.status >= 500) throw new Error(`answered ${response.status}`);
  if (response.status === 409) return post(address, sha256, null, null);
  const { received } = response.ok ? ((await response.json()) as { received?: number }) : {};
  if (received === undefined) throw new NoPieces(`answered ${response.status}`);
  return received;
};

/** A pause that ends early when the browser is connected again. */
const backOnline = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      removeEventListener('online', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    addEventListener('online', done);
  });

const hex = (buffer: ArrayBuffer): string =>
  [...new Uint8Array(buffer)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
