import { z } from 'zod';

/** What an operator reads about a setting in `.env.example` and in `docs/operations.md`. */
interface SettingNote {
  group: string;
  text: string;
  /** Shown behind the equals sign when there is no default. */
  sample?: string;
}

// Anyone can read these keys in the repository, so production refuses them.
const sampleKey = (use: string): string =>
  Buffer.from(`sample key for ${use}`.padEnd(32, '.').slice(0, 32)).toString('base64');

export const sampleKeys: ReadonlySet<string> = new Set(['sealing', 'look-up', 'sessions'].map(sampleKey));

const key = z
  .base64('must be base64')
  .refine((text) => Buffer.from(text, 'base64').length === 32, 'must hold exactly 32 bytes (openssl rand -base64 32)')
  .optional();
const wholeNumber = (min: number, max: number) =>
  z.coerce
    .number({ error: 'must be a whole number' })
    .int('must be a whole number')
    .min(min, `must be at least ${min}`)
    .max(max, `must be at most ${max}`);
const url = (...protocols: string[]) =>
  z.url({
    protocol: new RegExp(`^(${protocols.join('|')})$`),
    error: `must be a URL that starts with ${protocols.map((protocol) => `${protocol}://`).join(' or ')}`,
  });
// Not z.url: a socket folder is written as ?host=/path, with an empty host.
const databaseUrl = z.string().regex(/^postgres(ql)?:\/\//, 'must start with postgresql://');
const list = z.string().transform((text) =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter(Boolean),
);

/** Claims of ACM/IDM by our own names; a provider with other names is mapped by configuration. */
const claimNames = z
  .strictObject({
    subject: z.string().default('sub'),
    givenName: z.string().default('given_name'),
    familyName: z.string().default('family_name'),
    email: z.string().default('vo_email'),
    nationalNumber: z.string().default('rrn'),
    personCode: z.string().default('vo_id'),
    targetGroup: z.string().default('vo_doelgroepcode'),
    organisationCode: z.string().default('vo_orgcode'),
    organisationName: z.string().default('vo_orgnaam'),
    roles: z.string().default('schoolpoort_rol_3d'),
  })
  .prefault({});

const claimsJson = z
  .string()
  .default('{}')
  .transform((text, context) => {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      context.addIssue({
        code: 'custom',
        message: 'must be a JSON object, for example {"organisationCode":"vo_orgcode"}',
      });
      return z.NEVER;
    }
  })
  .pipe(claimNames);

const rolesJson = z
  .string()
  .default('{}')
  .transform((text, context) => {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      context.addIssue({
        code: 'custom',
        message: 'must be a JSON object, for example {"SchoolpoortGebruiker":"portal-user"}',
      });
      return z.NEVER;
    }
  })
  .pipe(z.record(z.string().regex(/^[^-:]+$/, 'a role name holds no "-" and no ":"'), z.string().regex(/^[a-z-]+$/)));

const note = <T extends z.ZodType>(schema: T, about: SettingNote): T => schema.meta({ ...about });
const inGroup = (group: string) => ({
  setting: <T extends z.ZodType>(schema: T, text: string, sample?: string): T =>
    note(schema, { group, text, ...(sample === undefined ? {} : { sample }) }),
});

const start = inGroup('Start');
const database = inGroup('Database');
const signIn = inGroup('Sign-in (OpenID Connect)');
const keys = inGroup('Keys: 32 random bytes in base64, made with `openssl rand -base64 32`; demo mode makes its own');
const files = inGroup('Files');
const audit = inGroup('Audit');
const mail = inGroup('Mail');
const links = inGroup('Linked applications');
const register = inGroup('Register of organisations');

/** Every setting, once: `loadConfig` checks with it and `.env.example` is generated from it. */
export const settings = {
  MODE: start.setting(
    z.enum(['demo', 'production'], 'must be demo or production').default('demo'),
    'demo has sign-in with one click and an invented Flanders; production refuses both.',
  ),
  HOST: start.setting(z.string().default('127.0.0.1'), 'Address to listen on; 0.0.0.0 listens on every network.'),
  PORT: start.setting(wholeNumber(0, 65_535).default(3000), 'Port to listen on.'),
  BASE_URL: start.setting(
    url('https', 'http').optional(),
    'Address people type, without a path. Production needs https. Left out: http://localhost:PORT.',
    'https://schoolpoort.example',
  ),
  DATA_DIR: start.setting(
    z.string().default('.data'),
    'Folder for the embedded database, the files and the keys of demo mode.',
  ),
  TRUSTED_PROXY: start.setting(
    list.default([]),
    'Addresses of reverse proxies whose X-Forwarded-For is believed, separated by commas.',
    '127.0.0.1',
  ),
  LOG_LEVEL: start.setting(
    z.enum(['info', 'warn', 'error'], 'must be info, warn or error').default('info'),
    'Lowest level that is written: info, warn or error.',
  ),
  DATABASE_URL: database.setting(
    databaseUrl.optional(),
    'PostgreSQL 18, as the role schoolpoort_app. Left out: the embedded database under DATA_DIR.',
    'postgresql://schoolpoort_app:secret@localhost:5432/schoolpoort',
  ),
  DATABASE_OWNER_URL: database.setting(
    databaseUrl.optional(),
    'The same database as its owner: only for migrations and installation.',
    'postgresql://schoolpoort:secret@localhost:5432/schoolpoort',
  ),
  DATABASE_POOL_SIZE: database.setting(wholeNumber(2, 200).default(10), 'Connections one server process may open.'),
  ALLOW_EMBEDDED_DATABASE: database.setting(
    z.enum(['yes', 'no'], 'must be yes or no').default('no'),
    'yes: production may run on the embedded database, which lags behind security releases.',
  ),
  OIDC_ISSUER: signIn.setting(
    url('https', 'http').optional(),
    'Issuer of the identity provider. Left out in demo mode: the embedded demo provider.',
    'https://authenticatie.vlaanderen.be/op',
  ),
  OIDC_CLIENT_ID: signIn.setting(z.string().optional(), 'Client identifier at the provider.', 'schoolpoort'),
  OIDC_CLIENT_SECRET: signIn.setting(z.string().optional(), 'Client secret at the provider.', 'secret'),
  OIDC_SCOPES: signIn.setting(z.string().default('openid profile rrn vo'), 'Scopes to ask for, separated by spaces.'),
  OIDC_CLAIMS: signIn.setting(
    claimsJson,
    'Names of the claims as JSON, only where they differ from ACM/IDM.',
    '{"roles":"schoolpoort_rol_3d"}',
  ),
  OIDC_ROLES: signIn.setting(
    rolesJson,
    'Roles of the provider that give rights here, as JSON: role name to right. Left out: rights are given here only.',
    '{"SchoolpoortGebruiker":"portal-user"}',
  ),
  OIDC_ACR: signIn.setting(
    z.string().optional(),
    'Sign-in means to ask for (acr_values), separated by spaces; a sign-in by any other is refused. Left out: the provider decides.',
  ),
  SIGN_IN_LIMIT: signIn.setting(
    wholeNumber(10, 100_000).default(300),
    'Sign-ins that may begin from one address in five minutes; one that fails counts for ten. A whole school is often behind one address.',
  ),
  INVITATION_DAYS: signIn.setting(
    wholeNumber(1, 60).default(14),
    'Days during which somebody who was invited by e-mail can use the link.',
  ),
  NATIONAL_NUMBER_KEY: keys.setting(key, 'Encrypts national register numbers.', sampleKey('sealing')),
  NATIONAL_NUMBER_LOOKUP_KEY: keys.setting(key, 'Finds a person by national register number.', sampleKey('look-up')),
  SESSION_KEY: keys.setting(key, 'Signs cookies.', sampleKey('sessions')),
  MAX_UPLOAD_BYTES: files.setting(
    wholeNumber(1024, 10 * 1024 ** 3).default(50 * 1024 ** 2),
    'Largest document that is accepted, in bytes.',
  ),
  S3_ENDPOINT: files.setting(
    url('https', 'http').optional(),
    'Any S3 store. Left out: files lie on disk under DATA_DIR.',
    'https://s3.example',
  ),
  S3_REGION: files.setting(z.string().default('us-east-1'), 'Region of the store.'),
  S3_BUCKET: files.setting(z.string().optional(), 'Bucket of the store.', 'schoolpoort'),
  S3_ACCESS_KEY_ID: files.setting(z.string().optional(), 'Access key of the store.', 'key'),
  S3_SECRET_ACCESS_KEY: files.setting(z.string().optional(), 'Secret of the store.', 'secret'),
  CLAMD_ADDRESS: files.setting(
    z
      .string()
      .regex(/^(tcp:\/\/[^/:]+:\d{1,5}|unix:\/\/\/.+)$/, 'must be tcp://host:port or unix:///path')
      .optional(),
    'Malware scanner (clamd) for what institutions send: tcp://host:port or unix:///path. Left out: files are unchecked.',
    'tcp://127.0.0.1:3310',
  ),
  AUDIT_SEALS_DIR: audit.setting(
    z.string().optional(),
    'Folder for the seals of the audit log, best on a machine or volume that the database does not reach. Left out: under DATA_DIR.',
    '/mnt/seals',
  ),
  SMTP_URL: mail.setting(
    url('smtp', 'smtps').optional(),
    'Mail server. Left out: mail is not sent.',
    'smtps://user:secret@mail.example:465',
  ),
  MAIL_FROM: mail.setting(z.string().default('Schoolpoort <noreply@localhost>'), 'Sender of every mail.'),
  SUPPORT_EMAIL: mail.setting(
    z.email('must be an e-mail address').optional(),
    'Address of the team on the help page. Left out: the help page names the telephone number only.',
    'team@onderwijs.example',
  ),
  WEBHOOKS_INSIDE: links.setting(
    z.enum(['yes', 'no'], 'must be yes or no').default('no'),
    'yes: linked applications may be told at addresses of this machine and of private networks, and without https.',
  ),
  REGISTER_API_KEY: register.setting(
    z.string().optional(),
    'Key of the government’s register, for import --live.',
    'key',
  ),
};

export type Settings = { [Name in keyof typeof settings]: z.output<(typeof settings)[Name]> };

/** `.env.example`, generated so that it cannot fall behind. */
export function renderEnvExample(): string {
  const lines = ['# Settings of Schoolpoort. Generated by `npm run settings`; copy to .env and change.'];
  let group = '';
  for (const [name, schema] of Object.entries(settings)) {
    const about = schema.meta() as unknown as SettingNote;
    if (about.group !== group) lines.push('', `# ── ${about.group}`);
    group = about.group;
    lines.push(`# ${about.text}`, exampleLine(name, schema, about));
  }
  return `${lines.join('\n')}\n`;
}

function exampleLine(name: string, schema: z.ZodType, about: SettingNote): string {
  if (about.sample !== undefined) return `#${name}=${about.sample}`;
  const fallback = schema.safeParse(undefined).data;
  return `#${name}=${fallback === undefined ? '' : String(fallback)}`;
}
