import { access, constants, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { finding, type Finding } from '#cli/doctor/finding.ts';
import type { Config } from '#platform/config.ts';

const roomyBytes = 1024 ** 3;
const wrongClockMs = 60_000;

export function checkNode(): Finding {
  const { node } = process.versions;
  return finding(
    node.startsWith('24.'),
    `Node ${node}`,
    'Start through npm or npx schoolpoort: they use the pinned Node 24.',
  );
}

export async function checkMachine(config: Config): Promise<Finding[]> {
  return [await checkDataFolder(config), await checkKeys(config), await checkRoom(config), await checkClock(config)];
}

async function checkDataFolder({ dataDir }: Config): Promise<Finding> {
  const what = `DATA_DIR ${dataDir}`;
  try {
    await access(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
    const { mode } = await stat(dataDir);
    return finding((mode & 0o066) === 0, what, `Others may read or change it: chmod go-rw ${dataDir}`);
  } catch (error) {
    return {
      ok: false,
      what,
      mend: `It cannot be used (${(error as NodeJS.ErrnoException).code}): make it and give it to the user that runs this.`,
    };
  }
}

async function checkKeys({ dataDir }: Config): Promise<Finding> {
  const path = join(dataDir, 'keys.json');
  const found = await stat(path).catch(() => null);
  if (!found) return { ok: true, what: 'keys from the settings' };
  return finding((found.mode & 0o077) === 0, `keys in ${path}`, `Others may read them: chmod 600 ${path}`);
}

async function checkRoom({ dataDir }: Config): Promise<Finding> {
  const disk = await statfs(dataDir).catch(() => null);
  if (!disk) return { ok: false, what: 'room on disk', mend: `${dataDir} cannot be measured.` };
  const free = disk.bavail * disk.bsize;
  return finding(
    free > roomyBytes,
    `room on disk: ${(free / 1024 ** 3).toFixed(1)} GB free`,
    'Less than 1 GB is free: make room, or uploads and the database stop.',
  );
}

// Sign-in compares moments with another machine. Only a machine that is asked anyway can tell what time it is.
async function checkClock({ oidc }: Config): Promise<Finding> {
  if (oidc.issuer === null) return { ok: true, what: `clock ${new Date().toISOString()}` };
  const response = await fetch(oidc.issuer, { method: 'HEAD', signal: AbortSignal.timeout(5000) }).catch(() => null);
  const theirs = Date.parse(response?.headers.get('date') ?? '');
  if (Number.isNaN(theirs)) return { ok: true, what: 'clock (the identity provider does not tell the time)' };
  return finding(
    Math.abs(Date.now() - theirs) < wrongClockMs,
    `clock, ${Math.round((Date.now() - theirs) / 1000)} s from the identity provider`,
    'The clock is more than a minute off: switch time synchronisation on (timedatectl set-ntp true).',
  );
}
