import { totalmem } from 'node:os';

const mib = 1024 ** 2;

/** Settings of the embedded server: made for a small machine, larger where there is memory. */
export function serverSettings(sockets: string): Record<string, string> {
  const memory = availableMemory();
  const megabytes = (share: number, least: number, most: number): string =>
    `${Math.round(Math.min(Math.max(memory / share / mib, least), most))}MB`;
  return {
    listen_addresses: '',
    port: '5432',
    unix_socket_directories: sockets,
    unix_socket_permissions: '0700',
    max_connections: '60',
    shared_buffers: megabytes(8, 64, 2048),
    effective_cache_size: megabytes(2, 256, 64 * 1024),
    work_mem: '32MB',
    maintenance_work_mem: megabytes(16, 64, 512),
    huge_pages: 'try',
    random_page_cost: '1.1',
    jit: 'off',
    // Many short questions at once: one that takes the other processor as well makes all others wait.
    max_parallel_workers_per_gather: '0',
    // What serializable transactions read is remembered until those beside them end: with the default of 64 it is full at eight busy forms.
    max_pred_locks_per_transaction: '1024',
    synchronous_commit: 'on',
    max_wal_size: '2GB',
    checkpoint_timeout: '15min',
    wal_compression: 'on',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // Neither statements nor row values belong in a log: they name people.
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_checkpoints: 'off',
  };
}

// Inside a container the limit of the container counts.
function availableMemory(): number {
  const limit = process.constrainedMemory();
  return limit > 0 && limit < totalmem() ? limit : totalmem();
}
