import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const usual = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
];

/**
 * A Chromium that starts here: the one that was named, the one that npm carries (without windows to draw it takes two
 * thirds of the time), one of the system, or one that Debian installs for root.
 */
export async function findChromium(): Promise<string> {
  const { CHROMIUM: named } = process.env;
  if (named && starts(named)) return named;
  return (await carried()) ?? usual.find((path) => starts(path)) ?? installed() ?? notFound();
}

function starts(path: string): boolean {
  if (!existsSync(path)) return false;
  const root = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return spawnSync(path, ['--headless', ...root, '--dump-dom', 'about:blank'], { timeout: 30_000 }).status === 0;
}

async function carried(): Promise<string | null> {
  if (process.platform !== 'linux') return null;
  try {
    const { default: chromium } = await import('@sparticuz/chromium');
    const path = await chromium.executablePath();
    // It ends by itself for this question only; a library that lacks shows here too.
    return spawnSync(path, ['--version'], { timeout: 30_000 }).status === 0 ? path : null;
  } catch {
    return null;
  }
}

function installed(): string | null {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return null;
  process.stderr.write('Installing Chromium for the journeys…\n');
  const apt = (...args: string[]): boolean =>
    spawnSync('apt-get', args, {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    }).status === 0;
  apt('update', '-q');
  const done = apt('install', '-y', '-q', '--no-install-recommends', 'chromium', 'fonts-noto-core');
  return done && starts('/usr/bin/chromium') ? '/usr/bin/chromium' : null;
}

function notFound(): never {
  throw new Error(
    'The journeys need Chromium. Install it (Debian: apt-get install chromium; macOS: Google Chrome), or name it in CHROMIUM=/path/to/it.',
  );
}
