import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { demoKeys, type KeyTexts } from '#platform/demo-keys.ts';
import { projectRoot } from '#platform/root.ts';
import { sampleKeys, settings, type Settings } from '#platform/settings.ts';

export type Environment = Record<string, string | undefined>;

export interface OidcConfig {
  /** null: the embedded demo provider, which exists in demo mode only. */
  issuer: string | null;
  clientId: string;
  clientSecret: string | null;
  scopes: string;
  claims: Settings['OIDC_CLAIMS'];
  /** Roles of the provider by our own rights; empty: rights are given here only. */
  roles: Settings['OIDC_ROLES'];
  acrValues: string | null;
}

export interface S3Config {
  endpoint: string;
  region: string;
  bucket: string;
  accessKeyId: string;
  secretAccessKey: string;
}

/** Where the malware scanner listens. */
export type ClamdConfig = { host: string; port: number } | { path: string };

export interface KeyConfig {
  nationalNumber: Buffer;
  nationalNumberLookup: Buffer;
  session: Buffer;
}

/** Every setting, checked: nothing else in the program reads the environment. */
export interface Config {
  mode: 'demo' | 'production';
  host: string;
  port: number;
  /** Origin without a trailing slash. */
  baseUrl: string;
  dataDir: string;
  /** null: the embedded database. */
  databaseUrl: string | null;
  databaseOwnerUrl: string | null;
  databasePoolSize: number;
  oidc: OidcConfig;
  /** null: mail is kept in the inbox of the demo, or not sent. */
  smtpUrl: string | null;
  mailFrom: string;
  /** null: files on disk under `dataDir`. */
  s3: S3Config | null;
  /** From one address in five minutes. */
  signInLimit: number;
  /** How long the link of an invitation can be used. */
  invitationDays: number;
  /** null: files are not checked for malware. */
  clamd: ClamdConfig | null;
  keys: KeyConfig;
  maxUploadBytes: number;
  /** Where the seals of the audit log are written, outside the database. */
  auditSealsDir: string;
  /** Address of the team on the help page (CO-2). */
  supportEmail: string | null;
  /** null: the register is read from files only. */
  registerApiKey: string | null;
  /** Whether linked applications may be told at addresses inside the walls. */
  webhooksInside: boolean;
  trustedProxies: readonly string[];
  logLevel: 'info' | 'warn' | 'error';
}

/** All problems of the settings at once, so that an operator mends them in one go. */
export class ConfigError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`The settings need attention:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
    this.name = 'ConfigError';
    this.problems = problems;
  }
}

/** The environment of this process, completed with `.env` beside package.json. */
export function readEnvironment(): Environment {
  const path = join(projectRoot, '.env');
  return existsSync(path) ? { ...parseEnv(readFileSync(path, 'utf8')), ...process.env } : process.env;
}

/** Reads and checks the settings. In demo mode it makes missing keys under DATA_DIR. */
export function loadConfig(env: Environment): Config {
  const { values, problems } = parseSettings(env);
  problems.push(...incomplete(values));
  if (values.MODE === 'production') problems.push(...refusedInProduction(values));
  if (problems.length > 0) throw new ConfigError(problems);
  return toConfig(values as Settings);
}

function parseSettings(env: Environment): { values: Partial<Settings>; problems: string[] } {
  const values: Record<string, unknown> = {};
  const problems: string[] = [];
  for (const [name, schema] of Object.entries(settings)) {
    const parsed = schema.safeParse(env[name]?.trim() || undefined);
    if (parsed.success) values[name] = parsed.data;
    // The message never repeats the value: it may be a secret.
    else
      problems.push(
        ...new Set(parsed.error.issues.map((issue) => `${[name, ...issue.path].join('.')} ${issue.message}`)),
      );
  }
  return { values: values as Partial<Settings>, problems };
}

function incomplete(values: Partial<Settings>): string[] {
  const problems: string[] = [];
  if (values.S3_ENDPOINT) {
    for (const name of ['S3_BUCKET', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'] as const)
      if (!values[name]) problems.push(`${name} is missing: S3_ENDPOINT is set`);
  }
  if (values.OIDC_ISSUER && !values.OIDC_CLIENT_ID) problems.push('OIDC_CLIENT_ID is missing: OIDC_ISSUER is set');
  if (values.BASE_URL && new URL(values.BASE_URL).pathname !== '/') problems.push('BASE_URL must have no path');
  return problems;
}

function refusedInProduction(values: Partial<Settings>): string[] {
  const problems: string[] = [];
  const refuse = (condition: boolean, problem: string): void => {
    if (condition) problems.push(problem);
  };
  refuse(!values.OIDC_ISSUER, 'OIDC_ISSUER is missing: production has no demo sign-in');
  refuse(
    !!values.OIDC_ISSUER && !!values.BASE_URL && new URL(values.OIDC_ISSUER).origin === new URL(values.BASE_URL).origin,
    'OIDC_ISSUER is this server itself: production has no demo sign-in',
  );
  refuse(!!values.OIDC_ISSUER?.startsWith('http:'), 'OIDC_ISSUER must start with https:// in production');
  refuse(!values.BASE_URL, 'BASE_URL is missing');
  refuse(!!values.BASE_URL?.startsWith('http:'), 'BASE_URL must start with https:// in production');
  refuse(
    !values.DATABASE_URL && values.ALLOW_EMBEDDED_DATABASE !== 'yes',
    'DATABASE_URL is missing: production needs a database server, or ALLOW_EMBEDDED_DATABASE=yes',
  );
  return [...problems, ...keyProblems(values)];
}

function keyProblems(values: Partial<Settings>): string[] {
  const names = ['NATIONAL_NUMBER_KEY', 'NATIONAL_NUMBER_LOOKUP_KEY', 'SESSION_KEY'] as const;
  const present = names.flatMap((name) => values[name] ?? []);
  const problems = names.flatMap((name) => {
    // A malformed key has been reported already.
    if (!(name in values)) return [];
    const text = values[name];
    if (text === undefined) return [`${name} is missing (openssl rand -base64 32)`];
    return sampleKeys.has(text) ? [`${name} is the sample of .env.example: everyone knows it`] : [];
  });
  return new Set(present).size < present.length ? [...problems, 'Each key must be a different one'] : problems;
}

function toConfig(values: Settings): Config {
  const dataDir = resolve(projectRoot, values.DATA_DIR);
  return {
    mode: values.MODE,
    host: values.HOST,
    port: values.PORT,
    baseUrl: values.BASE_URL ? new URL(values.BASE_URL).origin : `http://localhost:${values.PORT}`,
    dataDir,
    databaseUrl: values.DATABASE_URL ?? null,
    databaseOwnerUrl: values.DATABASE_OWNER_URL ?? null,
    databasePoolSize: values.DATABASE_POOL_SIZE,
    oidc: toOidc(values),
    smtpUrl: values.SMTP_URL ?? null,
    mailFrom: values.MAIL_FROM,
    s3: toS3(values),
    signInLimit: values.SIGN_IN_LIMIT,
    invitationDays: values.INVITATION_DAYS,
    clamd: toClamd(values.CLAMD_ADDRESS),
    keys: toKeys(values, dataDir),
    maxUploadBytes: values.MAX_UPLOAD_BYTES,
    auditSealsDir: values.AUDIT_SEALS_DIR ? resolve(projectRoot, values.AUDIT_SEALS_DIR) : join(dataDir, 'audit-seals'),
    supportEmail: values.SUPPORT_EMAIL ?? (values.MODE === 'demo' ? 'team@demo.schoolpoort.example' : null),
    registerApiKey: values.REGISTER_API_KEY ?? null,
    webhooksInside: values.WEBHOOKS_INSIDE === 'yes',
    trustedProxies: values.TRUSTED_PROXY,
    logLevel: values.LOG_LEVEL,
  };
}

function toOidc(values: Settings): OidcConfig {
  return {
    issuer: values.OIDC_ISSUER ?? null,
    clientId: values.OIDC_CLIENT_ID ?? 'schoolpoort-demo',
    clientSecret: values.OIDC_CLIENT_SECRET ?? null,
    scopes: values.OIDC_SCOPES,
    claims: values.OIDC_CLAIMS,
    roles: values.OIDC_ROLES,
    acrValues: values.OIDC_ACR ?? null,
  };
}

function toS3(values: Settings): S3Config | null {
  if (!values.S3_ENDPOINT || !values.S3_BUCKET || !values.S3_ACCESS_KEY_ID || !values.S3_SECRET_ACCESS_KEY) return null;
  return {
    endpoint: values.S3_ENDPOINT.replace(/\/+$/, ''),
    region: values.S3_REGION,
    bucket: values.S3_BUCKET,
    accessKeyId: values.S3_ACCESS_KEY_ID,
    secretAccessKey: values.S3_SECRET_ACCESS_KEY,
  };
}

function toClamd(address: string | undefined): ClamdConfig | null {
  if (!address) return null;
  const url = new URL(address);
  return url.protocol === 'unix:' ? { path: decodeURI(url.pathname) } : { host: url.hostname, port: Number(url.port) };
}

function toKeys(values: Settings, dataDir: string): KeyConfig {
  const { NATIONAL_NUMBER_KEY, NATIONAL_NUMBER_LOOKUP_KEY, SESSION_KEY } = values;
  const complete = NATIONAL_NUMBER_KEY && NATIONAL_NUMBER_LOOKUP_KEY && SESSION_KEY;
  const made: Partial<KeyTexts> = complete ? {} : demoKeys(dataDir);
  const bytes = (text: string | undefined): Buffer => Buffer.from(text ?? '', 'base64');
  return {
    nationalNumber: bytes(NATIONAL_NUMBER_KEY ?? made.NATIONAL_NUMBER_KEY),
    nationalNumberLookup: bytes(NATIONAL_NUMBER_LOOKUP_KEY ?? made.NATIONAL_NUMBER_LOOKUP_KEY),
    session: bytes(SESSION_KEY ?? made.SESSION_KEY),
  };
}
