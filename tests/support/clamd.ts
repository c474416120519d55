import { createServer, type AddressInfo, type Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { PassThrough } from 'node:stream';
import { afterAll } from 'vitest';
import type { ClamdConfig } from '#platform/config.ts';

/** What every scanner calls malware, so that scanners can be tried out. */
export const eicar = String.raw`X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*`;

export interface FakeClamd {
  address: ClamdConfig;
  /** The files that were sent to it. */
  received: string[];
}

/** The part of clamd that we use, as strict as clamd; it goes with the test file. */
export async function aClamd(path?: string): Promise<FakeClamd> {
  const received: string[] = [];
  const server = createServer((socket) => void answer(socket, received).catch(() => socket.destroy()));
  await new Promise<void>((resolve) => (path ? server.listen(path, resolve) : server.listen(0, '127.0.0.1', resolve)));
  afterAll(() => server.close());
  const address = path ? { path } : { host: '127.0.0.1', port: (server.address() as AddressInfo).port };
  return { address, received };
}

async function answer(socket: Socket, received: string[]): Promise<void> {
  const content = await readStream(socket);
  received.push(content);
  socket.end(content.includes(eicar) ? 'stream: Eicar-Test-Signature FOUND\0' : 'stream: OK\0');
}

async function readStream(socket: Socket): Promise<string> {
  const content = new PassThrough();
  const whole = buffer(content);
  let waiting = Buffer.alloc(0);
  let isGreeted = false;
  for await (const part of socket.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    waiting = Buffer.concat([waiting, part]);
    const greeting = Buffer.from('zINSTREAM\0');
    if (!isGreeted && waiting.length < greeting.length) continue;
    if (!isGreeted) {
      if (!waiting.subarray(0, greeting.length).equals(greeting)) throw new Error('another command');
      waiting = waiting.subarray(greeting.length);
      isGreeted = true;
    }
    while (waiting.length >= 4) {
      const length = waiting.readUInt32BE();
      if (length === 0) {
        content.end();
        return (await whole).toString();
      }
      if (waiting.length < 4 + length) break;
      content.write(waiting.subarray(4, 4 + length));
      waiting = waiting.subarray(4 + length);
    }
  }
  throw new Error('the stream ended early');
}
