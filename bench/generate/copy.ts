import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom, type CopyStreamQuery } from 'pg-copy-streams';
import type { Row } from './people.ts';
import type { RowBuffer } from './row-buffer.ts';

/** A connection of the owner that ignores triggers, foreign keys included: generated rows are right by construction. */
export async function connectOwner(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, application_name: 'schoolpoort bench' });
  await client.connect();
  await client.query('set session_replication_role = replica; set synchronous_commit = off; set statement_timeout = 0');
  return client;
}

/** Writes rows in text format. */
export async function copyRows(client: pg.Client, table: string, rows: readonly Row[]): Promise<void> {
  const stream = client.query(copyFrom(`copy ${table} from stdin`));
  for (let at = 0; at < rows.length; at += 5_000)
    await give(
      stream,
      rows
        .slice(at, at + 5_000)
        .map(line)
        .join(''),
    );
  stream.end();
  await finished(stream);
}

/** A binary COPY that is fed from a buffer of rows. */
export class BinaryCopy {
  readonly #stream: CopyStreamQuery;
  readonly #rows: RowBuffer;

  constructor(client: pg.Client, table: string, rows: RowBuffer) {
    this.#stream = client.query(copyFrom(`copy ${table} from stdin (format binary)`));
    this.#rows = rows;
    rows.header();
  }

  async flush(): Promise<void> {
    await give(this.#stream, this.#rows.take());
  }

  async end(): Promise<void> {
    this.#rows.trailer();
    await this.flush();
    this.#stream.end();
    await finished(this.#stream);
  }
}

async function give(stream: CopyStreamQuery, data: Buffer | string): Promise<void> {
  if (!stream.write(data)) await once(stream, 'drain');
}

const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

function line(row: Row): string {
  const fields = row.map((value) =>
    value === null ? '\\N' : String(value).replaceAll(/[\\\t\n\r]/g, (sign) => escapes[sign] ?? sign),
  );
  return `${fields.join('\t')}\n`;
}
