import { crc32, deflateSync } from 'node:zlib';

const [width, height] = [480, 280];
const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const palette = Buffer.from([0xff, 0xff, 0xff, 0x1f, 0x5a, 0x96, 0x44, 0x44, 0x44]);

/** A bar chart as picture: one bar per value. */
export function renderChart(values: readonly number[]): Buffer {
  const pixels = Buffer.alloc((width + 1) * height);
  const highest = Math.max(1, ...values);
  const slot = (width - 40) / Math.max(1, values.length);
  values.forEach((value, index) => {
    const left = Math.round(24 + index * slot);
    fill(pixels, {
      left,
      right: Math.round(left + slot * 0.7),
      top: Math.round(height - 24 - (value / highest) * (height - 48)),
      colour: 1,
    });
  });
  fill(pixels, { left: 20, right: width - 12, top: height - 25, colour: 2 });
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 3, 0, 0, 0], 8);
  return Buffer.concat([
    signature,
    chunk('IHDR', head),
    chunk('PLTE', palette),
    chunk('IDAT', deflateSync(pixels)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function fill(
  pixels: Buffer,
  { left, right, top, colour }: { left: number; right: number; top: number; colour: number },
): void {
  for (let y = top; y < height - 24; y += 1)
    pixels.fill(colour, y * (width + 1) + 1 + left, y * (width + 1) + 1 + right);
}

function chunk(type: string, body: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'ascii'), body]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(body.length);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, check]);
}
