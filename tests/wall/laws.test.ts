import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';

const walk = 'tests/wall/rights-walk/laws.ts';
const tasks = 'tests/wall/rights-walk/laws-of-tasks.ts';
const switches = 'tests/wall/rights-walk/laws-of-switches.ts';
const door = 'tests/wall/rights-walk/walk.ts';

/**
 * Where each law of the domain reference (rights 11) is proven: in the walk, where steps about rights could break it, and beside the
 * code, where something else would.
 */
const provenIn: Readonly<Record<string, readonly string[]>> = {
  R1: [walk, 'src/apps/rights/policy.property.test.ts', 'src/apps/rights/delegation-matrix.test.ts'],
  R2: [walk, 'src/apps/rights/policy.property.test.ts'],
  R3: [walk, tasks, 'src/apps/rights/policy.test.ts'],
  R4: ['tests/wall/rights-walk/who-may.ts', 'src/apps/rights/delegation-matrix.test.ts'],
  R5: ['tests/wall/rights-walk/who-may.ts', 'src/apps/rights/rescue/rescue.test.ts'],
  R6: ['tests/wall/rights-walk/laws-of-themes.ts', 'tests/wall/next-request.test.ts'],
  R7: [door, 'tests/wall/without-condition.test.ts'],
  R8: [walk, 'src/apps/rights/end-grants.test.ts', 'src/apps/rights/rescue/rescue.test.ts'],
  R9: ['tests/wall/rights-walk/closure.ts', 'src/apps/rights/policy.property.test.ts'],
  R10: [door, 'tests/wall/decisions.property.test.ts'],
  R11: [walk, 'src/apps/rights/policy.test.ts'],
  R12: [door, 'tests/wall/next-request.test.ts', 'src/apps/links/claims.test.ts', 'src/apps/scim/scim.test.ts'],
  R13: [walk, 'tests/wall/rights-walk/laws-of-themes.ts', 'src/apps/rights/end-relations.test.ts'],
  R14: [walk, 'tests/wall/who-can.property.test.ts'],
  R15: ['tests/wall/next-request.test.ts'],
  R16: [walk, switches, door, 'src/apps/rights/head-grants.test.ts'],
  R17: ['src/directory/national-number.test.ts', 'src/directory/numbers.test.ts'],
  R18: ['src/apps/rights/register-person.test.ts', 'src/apps/rights/invitations/invitations.test.ts'],
  R19: ['src/directory/numbers.test.ts', 'src/access/role-claims.test.ts'],
  R20: ['src/directory/organisations.test.ts', 'src/directory/import/import.test.ts'],
  R21: ['tests/wall/rights-walk/laws-of-mergers.ts', 'src/apps/rights/mergers/mergers.property.test.ts'],
  R22: ['src/access/role-claims.test.ts', 'src/apps/scim/filter.property.test.ts'],
  R23: ['tests/wall/decisions.property.test.ts', 'src/apps/links/claims.test.ts'],
  R24: [door, 'src/apps/scim/replay.property.test.ts'],
  R25: [walk, 'src/apps/rights/rebuild.test.ts', 'src/apps/rights/rebuild-by-others.test.ts'],
  R26: [door, 'src/apps/rights/lists/lists.property.test.ts', 'tests/wall/rehearsal.property.test.ts'],
  R27: ['tests/wall/session.test.ts'],
  R28: [
    tasks,
    'src/apps/rights/requests.test.ts',
    'src/apps/rights/deputies/requests.test.ts',
    'tests/wall/races.test.ts',
  ],
};

test('every law of rights is named where it is proven', async () => {
  const lacking: string[] = [];
  for (const [law, files] of Object.entries(provenIn))
    for (const file of files)
      if (!new RegExp(`\\b${law}\\b`).test(await readFile(file, 'utf8'))) lacking.push(`${law} ${file}`);
  expect(lacking).toEqual([]);
  const numbers = Array.from({ length: 28 }, (_, at) => `R${at + 1}`);
  expect(Object.keys(provenIn)).toEqual(numbers);
});
