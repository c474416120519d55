import { demoPeople } from '#demo/people.ts';
import type { Config } from '#platform/config.ts';

/** Tells whoever started it where it is, and in demo mode whom one can be. */
export function announce(config: Config, port: number): void {
  const lines = ['', `  Schoolpoort: ${config.baseUrl}`, ''];
  if (config.mode === 'demo')
    lines.push('  Demo: kies op de aanmeldpagina een van deze personen.', '', ...demoTable(), '');
  if (!config.baseUrl.endsWith(`:${port}`) && config.baseUrl.startsWith('http://localhost')) {
    lines.push(`  (luistert op poort ${port})`, '');
  }
  process.stdout.write(`${lines.join('\n')}\n`);
}

function demoTable(): string[] {
  const names = demoPeople.map((person) => `${person.givenName} ${person.familyName}`);
  const width = Math.max(...names.map((name) => name.length));
  return demoPeople.map((person, index) => `  ${(names[index] ?? '').padEnd(width)}  ${person.description}`);
}
