import { Command } from 'commander';
import { ConfigError } from '#platform/config.ts';

// Only the command that is asked for is loaded: all of them together take 60 MB, which deliver needs for documents.
const commands: Record<string, () => Promise<{ register: (program: Command) => void }>> = {
  migrate: () => import('#cli/migrate.ts'),
  demo: () => import('#cli/demo.ts'),
  import: () => import('#cli/import.ts'),
  form: () => import('#cli/form.ts'),
  question: () => import('#cli/question.ts'),
  service: () => import('#cli/service.ts'),
  deliver: () => import('#cli/deliver.ts'),
  scim: () => import('#cli/scim.ts'),
  link: () => import('#cli/link.ts'),
  openapi: () => import('#cli/openapi.ts'),
  permissions: () => import('#cli/permissions.ts'),
  grant: () => import('#cli/grant.ts'),
  merger: () => import('#cli/merger.ts'),
  audit: () => import('#cli/audit.ts'),
  digests: () => import('#cli/digests.ts'),
  unverified: () => import('#cli/unverified.ts'),
  doctor: () => import('#cli/doctor.ts'),
};

const program = new Command('schoolpoort')
  .description('The gateway between schools and their education administration: commands for operators.')
  .showHelpAfterError();
const asked = commands[process.argv[2] ?? ''];
for (const load of asked ? [asked] : Object.values(commands)) (await load()).register(program);

try {
  await program.parseAsync();
} catch (error) {
  // Problems an operator can mend need no stack; anything else does.
  process.stderr.write(`${error instanceof ConfigError ? error.message : String((error as Error).stack)}\n`);
  process.exitCode = 1;
}
