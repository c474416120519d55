import { afterEach, beforeEach, expect, test } from 'vitest';
import { configureLog, log } from '#platform/log.ts';

let lines: string[] = [];
beforeEach(() => {
  lines = [];
  configureLog({ level: 'info', write: (line) => lines.push(line) });
});
afterEach(() => configureLog({ level: 'info', write: (line) => process.stdout.write(line) }));

test('a line is JSON with moment, level and event', () => {
  log.info('documents-delivered', { count: 3, service: 'agodi' });
  expect(JSON.parse(lines[0]!)).toMatchObject({
    level: 'info',
    event: 'documents-delivered',
    count: 3,
    service: 'agodi',
  });
  expect(lines[0]).toMatch(/\n$/);
});

test('lines below the level are not written', () => {
  configureLog({ level: 'warn' });
  log.info('quiet');
  log.error('loud');
  expect(lines).toHaveLength(1);
});

test('no person gets into the log: by field, by pattern, in errors and deep inside', () => {
  const error = Object.assign(new Error('duplicate for 85.07.30-033.28 and an.peeters@school.example'), {
    code: '23505',
    detail: 'Key (family_name)=(Peeters) already exists.',
  });
  log.error('fault', {
    error,
    email: 'an.peeters@school.example',
    given_name: 'An',
    person: { familyName: 'Peeters', name: 'An Peeters' },
    note: 'number 85073003328',
    rrn: 85073003328,
    deep: [{ claims: { sub: 'x' }, number: 85073003328 }],
  });
  expect(lines[0]).not.toMatch(/Peeters|peeters|85.?07.?30|"An"|"x"/);
  expect(JSON.parse(lines[0]!).error).toMatchObject({ error: 'Error', code: '23505' });
});
