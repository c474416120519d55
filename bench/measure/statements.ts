import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { deserialize } from 'node:v8';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Request, Scenario } from './request.ts';

export interface Statement {
  /** The process of the database that carried it out. */
  connection: number;
  text: string;
  values: unknown[];
}

/** Asks each page of a scenario from a website that writes its statements down; answers them per request. */
export async function captureStatements(origin: string, file: string, scenario: Scenario): Promise<Statement[][]> {
  const captured: Statement[][] = [];
  for (const request of scenario.requests.slice(0, 12)) {
    await ask(origin, request);
    writeFileSync(file, '');
    await ask(origin, request);
    await sleep(20);
    captured.push(readStatements(file));
  }
  return captured;
}

async function ask(origin: string, { path, headers, form }: Request): Promise<void> {
  const answer = await fetch(
    `${origin}${path}`,
    form === undefined ? { headers } : { headers, method: 'POST', body: form, redirect: 'manual' },
  );
  await answer.arrayBuffer();
}

function readStatements(file: string): Statement[] {
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  truncateSync(file);
  return inTransactions(lines.map((line) => deserialize(Buffer.from(line, 'base64')) as Statement));
}

/** One transaction after the other, also where two connections were at work at once. */
function inTransactions(statements: readonly Statement[]): Statement[] {
  const open = new Map<number, Statement[]>();
  const transactions: Statement[][] = [];
  for (const statement of statements) {
    const isFirst = /^\s*(begin|start transaction)/i.test(statement.text);
    const transaction = isFirst ? [] : (open.get(statement.connection) ?? []);
    if (isFirst) transactions.push(transaction);
    open.set(statement.connection, transaction);
    transaction.push(statement);
  }
  return transactions.filter((transaction) => /^\s*(commit|rollback)/i.test(transaction.at(-1)?.text ?? '')).flat();
}
