// Plain JavaScript without dependencies: it runs before anything is installed, on any Node from 20.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const inRoot = (...parts) => join(root, ...parts);
/** The Node that the lock file pins, whatever Node started us. */
const node = inRoot('node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

/** Installs and builds what is missing or out of date. */
export function setUp() {
  if (Number.parseInt(process.versions.node, 10) < 20) fail(`Node 20 or newer is needed; this is ${process.version}.`);
  if (process.platform === 'win32') fail('Windows is served through WSL: start this inside a Linux distribution.');
  if (!isInstalled()) install();
  if (!isBuilt()) build();
}

/** Runs a program on the pinned Node and passes signals on; resolves with its exit code. */
export function runNode(args, environment = {}) {
  const child = spawn(node, ['--enable-source-maps', '--import', inRoot('scripts', 'end-with-parent.mjs'), ...args], {
    cwd: root,
    stdio: 'inherit',
    env: { ...pinnedPath(), ...environment },
  });
  const pass = (signal) => () => child.kill(signal);
  // In a terminal Ctrl-C reaches the child by itself; a second one would mean: at once.
  process.on('SIGINT', process.stdin.isTTY ? () => undefined : pass('SIGINT'));
  process.on('SIGTERM', pass('SIGTERM'));
  process.on('SIGHUP', pass('SIGTERM'));
  const watch = endWithNpm(() => child.kill('SIGTERM'));
  return new Promise((resolve) => {
    child.on('error', (error) => {
      process.stderr.write(`${error.message}\n`);
      resolve(1);
    });
    child.on('exit', (code, signal) => {
      clearInterval(watch);
      resolve(code ?? (signal === 'SIGINT' || signal === 'SIGTERM' ? 0 : 1));
    });
  });
}

function isInstalled() {
  const wanted = readJson(inRoot('package-lock.json'));
  // npm writes this file last, so an interrupted installation does not count.
  const installed = readJson(inRoot('node_modules', '.package-lock.json'));
  if (!wanted || !installed || !existsSync(node)) return false;
  return Object.entries(wanted.packages).every(([path, entry]) => {
    if (path === '' || entry.link) return true;
    const found = installed.packages[path];
    return found ? found.version === entry.version : entry.optional === true;
  });
}

function install() {
  say('Installing, about a minute…');
  const result = spawnSync('npm', ['ci', '--no-fund', '--no-audit', '--loglevel=error'], {
    cwd: root,
    stdio: 'inherit',
    env: cleanNpm(),
  });
  if (result.error) fail(`npm could not be started: ${result.error.message}`);
  if (result.status !== 0) fail('npm ci failed; its message is above.');
  if (!existsSync(node)) fail('npm did not run install scripts. Allow them (ignore-scripts=false) and start again.');
}

function isBuilt() {
  return readText(inRoot('dist', '.sources')) === sourceStamp() && existsSync(inRoot('dist', 'main.js'));
}

function build() {
  say('Building…');
  const stamp = sourceStamp();
  const result = spawnSync(node, [inRoot('node_modules', 'vite', 'bin', 'vite.js'), 'build'], {
    cwd: root,
    stdio: 'inherit',
    env: pinnedPath(),
  });
  if (result.status !== 0) fail('The build failed; its message is above.');
  mkdirSync(inRoot('dist'), { recursive: true });
  writeFileSync(inRoot('dist', '.sources'), stamp);
}

/** Changes whenever a source file does. */
function sourceStamp() {
  const hash = createHash('sha256');
  for (const path of ['package-lock.json', 'package.json', 'vite.config.ts', 'tsconfig.json'])
    hash.update(fileMark(path));
  for (const entry of readdirSync(inRoot('src'), { recursive: true }).sort()) {
    const path = join('src', entry);
    if (!/\.test\.tsx?$/.test(path)) hash.update(fileMark(path));
  }
  return hash.digest('hex');
}

function fileMark(path) {
  const { size, mtimeMs, ...entry } = statSync(inRoot(path));
  return statSync(inRoot(path)).isDirectory() ? '' : `${path} ${size} ${mtimeMs} ${entry.ino}\n`;
}

/** When npm is killed its script lives on; without this a killed `npm start` would keep its port. */
function endWithNpm(end) {
  if (!process.env.npm_lifecycle_event) return undefined;
  const npm = [process.ppid, parentOf(process.ppid).parent].find((pid) => /\bnpm\b/.test(parentOf(pid).command));
  if (!npm) return undefined;
  return setInterval(() => {
    try {
      process.kill(npm, 0);
    } catch {
      end();
    }
  }, 1000).unref();
}

function parentOf(pid) {
  const { stdout } = spawnSync('ps', ['-o', 'ppid=,args=', '-p', String(pid)], { encoding: 'utf8' });
  const [, parent, command] = /^\s*(\d+)\s+(.*)/.exec(stdout ?? '') ?? [];
  return { parent: Number(parent), command: command ?? '' };
}

function pinnedPath() {
  return { ...process.env, PATH: `${dirname(node)}:${inRoot('node_modules', '.bin')}:${process.env.PATH}` };
}

// Settings of the npm that called us must not steer the npm that we call.
function cleanNpm() {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^npm_(config|package|lifecycle)/i.test(name)),
  );
}

function readText(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function readJson(path) {
  const text = readText(path);
  return text === undefined ? undefined : JSON.parse(text);
}

function say(text) {
  process.stderr.write(`${text}\n`);
}

function fail(text) {
  say(text);
  process.exit(1);
}

const commands = {
  start: ['dist/main.js'],
  test: ['scripts/test.ts'],
  dev: ['scripts/dev.ts'],
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [name, ...rest] = process.argv.slice(2);
  const program = commands[name];
  if (!program) fail(`Use: node scripts/setup.mjs ${Object.keys(commands).join('|')}`);
  setUp();
  process.exitCode = await runNode([...program, ...rest]);
}
