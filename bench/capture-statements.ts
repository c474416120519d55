import { appendFileSync } from 'node:fs';
import { serialize } from 'node:v8';
import pg from 'pg';

// Loaded before the server by --import: writes down what a page asks the database, in order and with its values.
const file = process.env['BENCH_STATEMENTS'];
const plain = pg.Client.prototype.query as (...given: unknown[]) => unknown;

function listening(this: pg.Client & { processID?: number }, ...given: unknown[]): unknown {
  const [asked, values] = given;
  const { application_name: application } = (this as unknown as { connectionParameters: { application_name?: string } })
    .connectionParameters;
  if (file && application === 'schoolpoort') {
    const statement =
      typeof asked === 'string'
        ? { text: asked, values: (values as unknown[]) ?? [] }
        : (asked as { text: string; values?: unknown[] });
    const line = serialize({
      connection: this.processID,
      text: statement.text,
      values: statement.values ?? [],
    }).toString('base64');
    appendFileSync(file, `${line}\n`);
  }
  return plain.apply(this, given);
}

pg.Client.prototype.query = listening as typeof pg.Client.prototype.query;
