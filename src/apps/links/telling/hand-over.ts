import { lookup as resolve, type LookupAddress } from 'node:dns';
import { request as plainRequest } from 'node:http';
import { request as secureRequest } from 'node:https';
import { BlockList, isIP, type LookupFunction } from 'node:net';

export type HandOver =
  { kind: 'taken'; status: number } | { kind: 'not-taken'; status: number | null; problem: string };

/** An address inside the walls, or of nobody: what we send must not reach machines that only we can reach. */
export class RefusedAddress extends Error {
  override readonly name = 'RefusedAddress';
}

// Apart: one list would hold every IPv4 address against the IPv6 nets too, as a mapped one.
const inside = { ipv4: new BlockList(), ipv6: new BlockList() };
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  inside.ipv4.addSubnet(net, bits, 'ipv4');
// Only what is given out to the world (2000::/3), without what leads elsewhere or to nobody.
for (const [net, bits] of [
  ['::', 3],
  ['4000::', 2],
  ['8000::', 1],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  inside.ipv6.addSubnet(net, bits, 'ipv6');

export const isInside = (address: string): boolean => {
  const family = isIP(address);
  if (family === 0) return true;
  const name = family === 6 ? 'ipv6' : 'ipv4';
  return inside[name].check(address, name);
};

/** Resolves a name to addresses outside only; the connection is made to the very address that was judged. */
const outsideOnly: LookupFunction = (host, options, callback) => {
  resolve(host, { ...options, all: true }, (error, found) => {
    const addresses = (found ?? []) as LookupAddress[];
    const bad = addresses.find(({ address }) => isInside(address));
    const [first] = addresses;
    if (error || bad || !first) {
      callback(error ?? new RefusedAddress(`${host} lies at ${bad?.address ?? 'no address'}`), '', 0);
      return;
    }
    if (options.all) callback(null, addresses);
    else callback(null, first.address, first.family);
  });
};

const mostBytes = 64 * 1024;

/** Posts a message; follows no redirect, waits ten seconds, and reads no more of the answer than it must. */
export function handOver(
  address: string,
  message: { body: string; headers: Readonly<Record<string, string>> },
  rules: { allowInside: boolean; milliseconds?: number },
): Promise<HandOver> {
  const url = new URL(address);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (!rules.allowInside) {
    if (url.protocol !== 'https:') return Promise.resolve(notTaken('only https is called'));
    // A literal address is never looked up.
    if (isIP(host) !== 0 && isInside(host)) return Promise.resolve(notTaken(`${host} may not be called`));
  }
  const request = url.protocol === 'https:' ? secureRequest : plainRequest;
  return new Promise((done) => {
    const sent = request(
      url,
      {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(message.body),
          'user-agent': 'Schoolpoort',
          ...message.headers,
        },
        signal: AbortSignal.timeout(rules.milliseconds ?? 10_000),
        agent: false,
        ...(!rules.allowInside && { lookup: outsideOnly }),
      },
      (answer) => {
        const status = answer.statusCode ?? 0;
        let bytes = 0;
        const finish = (): void =>
          done(status >= 200 && status < 300 ? { kind: 'taken', status } : notTaken(`answered ${status}`, status));
        answer.on('data', (piece: Buffer) => {
          bytes += piece.byteLength;
          if (bytes > mostBytes) answer.destroy();
        });
        answer.on('close', finish);
      },
    );
    sent.on('error', (error) => done(notTaken(error.message)));
    sent.end(message.body);
  });
}

const notTaken = (problem: string, status: number | null = null): HandOver => ({
  kind: 'not-taken',
  status,
  problem: problem.slice(0, 300),
});
