import type { Command } from 'commander';
import { checkDatabase } from '#cli/doctor/database.ts';
import type { Finding } from '#cli/doctor/finding.ts';
import { checkMail } from '#cli/doctor/mail.ts';
import { checkLinks } from '#cli/doctor/links.ts';
import { checkMachine, checkNode } from '#cli/doctor/machine.ts';
import { checkIdentityProvider, checkFileStore } from '#cli/doctor/services.ts';
import { ConfigError, loadConfig, readEnvironment, type Config } from '#platform/config.ts';

export function register(program: Command): void {
  program.command('doctor').description('Check this installation and say how to mend what is wrong').action(run);
}

async function run(): Promise<void> {
  const findings: Finding[] = [checkNode()];
  const config = settings(findings);
  if (config)
    for (const check of [checkMachine, checkDatabase, checkIdentityProvider, checkFileStore, checkMail, checkLinks])
      findings.push(...(await check(config)));
  for (const finding of findings) process.stdout.write(lineOf(finding));
  const problems = findings.filter((finding) => !finding.ok).length;
  process.stdout.write(problems === 0 ? '\nNothing is wrong.\n' : `\n${problems} to mend.\n`);
  if (problems > 0) process.exitCode = 1;
}

function settings(findings: Finding[]): Config | null {
  try {
    const config = loadConfig(readEnvironment());
    findings.push({ ok: true, what: `settings, ${config.mode} mode` });
    return config;
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    for (const problem of error.problems) findings.push({ ok: false, what: 'settings', mend: problem });
    return null;
  }
}

function lineOf(finding: Finding): string {
  return finding.ok ? `ok       ${finding.what}\n` : `problem  ${finding.what}\n         ${finding.mend}\n`;
}
