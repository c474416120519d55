import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ConfigError, loadConfig, type Environment } from '#platform/config.ts';
import { renderEnvExample, sampleKeys } from '#platform/settings.ts';

let dataDir = '';
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'schoolpoort-config-'));
});
afterEach(() => rmSync(dataDir, { recursive: true }));

const key = (fill: number): string => Buffer.alloc(32, fill).toString('base64');

const production = (): Environment => ({
  MODE: 'production',
  BASE_URL: 'https://poort.example',
  DATA_DIR: dataDir,
  DATABASE_URL: 'postgresql://schoolpoort_app@db/schoolpoort',
  OIDC_ISSUER: 'https://login.example/op',
  OIDC_CLIENT_ID: 'poort',
  NATIONAL_NUMBER_KEY: key(1),
  NATIONAL_NUMBER_LOOKUP_KEY: key(2),
  SESSION_KEY: key(3),
});

function problemsOf(env: Environment): readonly string[] {
  try {
    loadConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

test('a demo needs no setting at all', () => {
  const config = loadConfig({ DATA_DIR: dataDir });
  expect(config).toMatchObject({
    mode: 'demo',
    port: 3000,
    baseUrl: 'http://localhost:3000',
    databaseUrl: null,
    s3: null,
  });
  expect(config.oidc).toMatchObject({
    issuer: null,
    claims: { organisationCode: 'vo_orgcode', nationalNumber: 'rrn' },
  });
});

test('a demo makes its keys once, for its owner only', () => {
  const first = loadConfig({ DATA_DIR: dataDir }).keys;
  const second = loadConfig({ DATA_DIR: dataDir }).keys;
  expect(second).toEqual(first);
  expect(first.session).toHaveLength(32);
  expect(first.session).not.toEqual(first.nationalNumber);
  expect(statSync(join(dataDir, 'keys.json')).mode & 0o777).toBe(0o600);
});

test('an empty setting counts as left out', () => {
  expect(loadConfig({ DATA_DIR: dataDir, PORT: ' ', SMTP_URL: '' }).port).toBe(3000);
});

test('all problems are told at once, without repeating a value', () => {
  const problems = problemsOf({
    DATA_DIR: dataDir,
    MODE: 'test',
    PORT: 'http',
    BASE_URL: 'ftp://x/y',
    SESSION_KEY: 'c2hvcnQ=',
    OIDC_CLAIMS: '{"roels":"x"}',
    S3_ENDPOINT: 'https://s3.example',
    SMTP_URL: 'mail.example:25',
  });
  const named = problems.map((problem) => problem.split(' ')[0]);
  expect(named).toEqual(expect.arrayContaining(['MODE', 'PORT', 'BASE_URL', 'SESSION_KEY', 'S3_BUCKET', 'SMTP_URL']));
  expect(problems.some((problem) => problem.startsWith('OIDC_CLAIMS'))).toBe(true);
  expect(problems.join()).not.toContain('c2hvcnQ');
});

test('production starts with its own keys, provider and database', () => {
  expect(loadConfig(production())).toMatchObject({ mode: 'production', baseUrl: 'https://poort.example' });
});

test('production refuses demo sign-in, plain http, missing keys and the embedded database', () => {
  expect(problemsOf({ MODE: 'production', DATA_DIR: dataDir }).map((problem) => problem.split(' ')[0])).toEqual([
    'OIDC_ISSUER',
    'BASE_URL',
    'DATABASE_URL',
    'NATIONAL_NUMBER_KEY',
    'NATIONAL_NUMBER_LOOKUP_KEY',
    'SESSION_KEY',
  ]);
  expect(problemsOf({ ...production(), BASE_URL: 'http://poort.example' })).toHaveLength(1);
  expect(problemsOf({ ...production(), OIDC_ISSUER: 'https://poort.example/demo' })).toHaveLength(1);
});

test('production refuses every sample key of .env.example, and one key for two uses', () => {
  const example = renderEnvExample();
  for (const sample of sampleKeys) {
    expect(example).toContain(sample);
    expect(problemsOf({ ...production(), SESSION_KEY: sample })).toEqual([
      'SESSION_KEY is the sample of .env.example: everyone knows it',
    ]);
  }
  expect(problemsOf({ ...production(), SESSION_KEY: key(1) })).toEqual(['Each key must be a different one']);
});

test('production runs on the embedded database only when that is said', () => {
  const env = { ...production(), DATABASE_URL: undefined };
  expect(problemsOf(env)).toHaveLength(1);
  expect(loadConfig({ ...env, ALLOW_EMBEDDED_DATABASE: 'yes' }).databaseUrl).toBeNull();
});

test('.env.example is the schema of the settings', () => {
  expect(readFileSync('.env.example', 'utf8')).toBe(renderEnvExample());
});
