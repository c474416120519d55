import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { strToU8, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { malwareScanner } from '#platform/files/malware.ts';
import { eicar } from '#tests/support/clamd.ts';

const program = ['/usr/sbin/clamd', '/usr/local/sbin/clamd', '/opt/homebrew/sbin/clamd'].find((path) =>
  existsSync(path),
);
const folder = mkdtempSync(join(tmpdir(), 'schoolpoort-clamd-'));
const socket = join(folder, 'clamd.sock');
let clamd: ChildProcess;

/** The scanner itself, with one signature of our own: the test file of EICAR. */
describe.skipIf(!program)('DV-1 the clamd that is installed here', () => {
  beforeAll(async () => {
    const signatures = join(folder, 'signatures');
    mkdirSync(signatures, { mode: 0o755 });
    writeFileSync(join(signatures, 'own.ndb'), `Eicar-Test-Signature:0:*:${Buffer.from(eicar).toString('hex')}\n`);
    const settings = [`LocalSocket ${socket}`, 'Foreground true', `DatabaseDirectory ${signatures}`];
    writeFileSync(join(folder, 'clamd.conf'), `${settings.join('\n')}\n`);
    clamd = spawn(program ?? '', ['-c', join(folder, 'clamd.conf')], { stdio: 'ignore' });
    for (let tries = 0; tries < 300 && !existsSync(socket); tries += 1) await wait(100);
  });
  afterAll(() => void clamd.kill('SIGKILL'));

  const scan = malwareScanner({ path: socket });

  test('refuses the test file, also inside other text and inside a zip', async () => {
    expect(await scan(Buffer.from(eicar))).toBe('refused');
    expect(await scan(Buffer.from(`lijst van leerlingen ${eicar}`))).toBe('refused');
    expect(await scan(zipSync({ 'map/lijst.txt': strToU8(eicar) }))).toBe('refused');
  });

  test('lets an ordinary file through, also the largest that may be sent, and many at once', async () => {
    expect(await scan(Buffer.alloc(10 * 1024 * 1024 - 1, 'a'))).toBe('clean');
    const verdicts = await Promise.all(Array.from({ length: 20 }, (_, n) => scan(Buffer.from(`klas ${n}`))));
    expect(new Set(verdicts)).toEqual(new Set(['clean']));
  });

  test('that was killed judges nothing: the file is unchecked', async () => {
    clamd.kill('SIGKILL');
    await wait(200);
    expect(await scan(Buffer.from(eicar))).toBe('unchecked');
  });
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));
