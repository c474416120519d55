import { beforeAll, expect, test } from 'vitest';
import { asSystem, readAsSystem } from '#access/context.ts';
import {
  ParameterRefused,
  readForms,
  setFormParameters,
  setReceivingService,
  type FormParameters,
} from '#apps/submissions/parameters.ts';
import { testDatabase, type TestDatabase } from '#tests/support/database.ts';

let db: TestDatabase;
beforeAll(async () => void (db = await testDatabase()));

const set = (slug: string, parameters: FormParameters) =>
  asSystem(db.database, (tx) => setFormParameters(tx, slug, parameters));
const formOf = async (slug: string) => (await readAsSystem(db.database, readForms)).find((form) => form.slug === slug);

test('DV-2 an operator sets what no source says, and it is verified from then on', async () => {
  await asSystem(db.database, (tx) => setReceivingService(tx, 'agodi-verificatie', 'AGODI Verificatie'));
  await set('verif', {
    infoUrl: 'https://onderwijs.example/verificatie',
    from: '2026-09-01',
    until: '2027-06-30',
    firstYear: 2025,
    receivers: { primary: 'agodi-verificatie' },
  });
  expect(await formOf('verif')).toMatchObject({
    infoUrl: 'https://onderwijs.example/verificatie',
    activeFrom: '2026-09-01',
    activeUntil: '2027-06-30',
    firstYear: 2025,
    lastYear: null,
    verified: true,
  });
  const services = (await formOf('verif'))?.levels.map((level) => level.serviceName);
  expect(services).toEqual(['AGODI Verificatie', 'AGODI', 'AGODI']);
});

test('DV-2 what is left out stays, and null takes a limit away', async () => {
  await set('ze', { from: '2026-09-01', until: '2026-10-31' });
  await set('ze', { until: null });
  expect(await formOf('ze')).toMatchObject({ activeFrom: '2026-09-01', activeUntil: null });
});

test('DV-4 a new receiving service can be given to its workers', async () => {
  await asSystem(db.database, (tx) => setReceivingService(tx, 'inspectie', 'Onderwijsinspectie'));
  const right = await readAsSystem(db.database, (tx) =>
    tx.selectFrom('entitlements').select('contexts').where('id', '=', 'submission-handler').executeTakeFirstOrThrow(),
  );
  expect(right.contexts).toContain('inspectie');
});

test.each<[string, string, FormParameters]>([
  ['a form that is not there', 'xyz', {}],
  ['days the wrong way round', 'lln', { from: '2027-01-01', until: '2026-01-01' }],
  ['years the wrong way round', 'lln', { firstYear: 2027, lastYear: 2026 }],
  ['a level where it does not exist', 'lln', { receivers: { 'higher-education': 'agodi' } }],
  ['a service that is not there', 'lln', { receivers: { primary: 'xyz' } }],
])('DV-2 %s is refused and changes nothing', async (_about, slug, parameters) => {
  await expect(set(slug, parameters)).rejects.toThrow(ParameterRefused);
  expect(await formOf('lln')).toMatchObject({ verified: false, activeFrom: null });
});
