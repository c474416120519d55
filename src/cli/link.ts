import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { z } from 'zod';
import { asSystem, readAsSystem } from '#access/context.ts';
import { applyLinks, LinkRefused, linksSchema, listKnownLinks, type AppliedLinks } from '#apps/links/index.ts';
import { loadConfig, readEnvironment } from '#platform/config.ts';
import { openInstallation } from '#platform/installation.ts';
import type { Installation } from '#platform/services.ts';

export function register(program: Command): void {
  const group = program.command('link').description('Applications of other services that the portal leads to');
  group.command('list').description('Print those that are known, as the file that apply takes').action(list);
  group
    .command('apply <file>')
    .description('Bring them to what a JSON file says; what it does not name is removed')
    .action(apply);
}

async function list(): Promise<void> {
  await withInstallation(async ({ database }) => {
    process.stdout.write(`${JSON.stringify(await readAsSystem(database, listKnownLinks), null, 2)}\n`);
  });
}

async function apply(file: string): Promise<void> {
  await withInstallation(async ({ database }) => {
    const links = linksSchema.safeParse(await readJson(file));
    if (!links.success) throw new LinkRefused(z.prettifyError(links.error));
    process.stdout.write(say(await asSystem(database, (tx) => applyLinks(tx, links.data))));
  });
}

async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as unknown;
  } catch (error) {
    throw new LinkRefused(`${file} cannot be read as JSON: ${(error as Error).message}`);
  }
}

const say = (applied: AppliedLinks): string =>
  Object.entries(applied)
    .map(([what, ids]: [string, string[]]) => `${what}: ${ids.join(', ') || 'none'}\n`)
    .join('');

async function withInstallation(work: (installation: Installation) => Promise<void>): Promise<void> {
  const installation = await openInstallation(loadConfig(readEnvironment()));
  try {
    await work(installation);
  } catch (error) {
    if (!(error instanceof LinkRefused)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  } finally {
    await installation.close();
  }
}
