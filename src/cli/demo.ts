import type { Command } from 'commander';
import { writeDemoFolder } from '#demo/documents/write-folder.ts';
import { loadDemoWorld } from '#demo/load.ts';
import { ConfigError, loadConfig, readEnvironment } from '#platform/config.ts';
import { openInstallation } from '#platform/installation.ts';

export function register(program: Command): void {
  program
    .command('demo')
    .description('Load the demo world, or bring its dates up to today')
    .option('--write-folder <folder>', 'write the demo documents with a manifest instead, to try deliver with')
    .action(run);
}

async function run({ writeFolder }: { writeFolder?: string }): Promise<void> {
  if (writeFolder) {
    const count = await writeDemoFolder(writeFolder);
    process.stdout.write(`${count} documents and manifest.csv stand in ${writeFolder}.\n`);
    return;
  }
  const config = loadConfig(readEnvironment());
  if (config.mode !== 'demo')
    throw new ConfigError(['MODE is production: invented people must not get rights there. Set MODE=demo']);
  const installation = await openInstallation(config);
  try {
    const { documents } = await loadDemoWorld(installation);
    process.stdout.write(`The demo world is up to date; ${documents} documents were new.\n`);
  } finally {
    await installation.close();
  }
}
