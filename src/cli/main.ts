import { Command } from 'commander';
import * as deliver from '#cli/deliver.ts';
import * as demo from '#cli/demo.ts';
import * as doctor from '#cli/doctor.ts';
import * as grant from '#cli/grant.ts';
import * as imports from '#cli/import.ts';
import * as migrate from '#cli/migrate.ts';
import * as openapi from '#cli/openapi.ts';
import * as permissions from '#cli/permissions.ts';
import * as service from '#cli/service.ts';
import { ConfigError } from '#platform/config.ts';

const program = new Command('schoolpoort')
  .description('The gateway between schools and their education administration: commands for operators.')
  .showHelpAfterError();
for (const command of [migrate, demo, imports, service, deliver, openapi, permissions, grant, doctor])
  command.register(program);

try {
  await program.parseAsync();
} catch (error) {
  // Problems an operator can mend need no stack; anything else does.
  process.stderr.write(`${error instanceof ConfigError ? error.message : String((error as Error).stack)}\n`);
  process.exitCode = 1;
}
