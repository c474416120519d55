import { readdirSync, readFileSync } from 'node:fs';
import type pg from 'pg';

/** Processor time in milliseconds: unlike elapsed time it hardly changes when others use the machine. */
export interface ProcessorTime {
  website: number;
  database: number;
}

// The kernel counts in hundredths of a second whatever its clock does (USER_HZ).
const tickMs = 10;

/** Reads how much the website and all processes of the database have used so far; null where the system does not tell. */
export function processorMeter(websitePid: number, serverPid: number): () => ProcessorTime | null {
  return () => {
    const all = readProcesses();
    const website = all.find((one) => one.pid === websitePid);
    const server = all.filter((one) => one.pid === serverPid || one.parent === serverPid);
    if (!website || server.length === 0) return null;
    return { website: website.own, database: server.reduce((sum, one) => sum + one.own + one.ended, 0) };
  };
}

/** The process that all connections descend from. */
export async function serverPidOf(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
  return readProcesses().find((one) => one.pid === rows[0]?.pid)?.parent ?? 0;
}

interface Process {
  pid: number;
  parent: number;
  own: number;
  /** Of children that have ended. */
  ended: number;
}

function readProcesses(): Process[] {
  try {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .flatMap((name) => readProcess(Number(name)));
  } catch {
    return [];
  }
}

function readProcess(pid: number): Process[] {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    const [user = 0, system = 0, childUser = 0, childSystem = 0] = fields.slice(11, 15);
    return [{ pid, parent: fields[1] ?? 0, own: (user + system) * tickMs, ended: (childUser + childSystem) * tickMs }];
  } catch {
    // It ended between listing and reading.
    return [];
  }
}
