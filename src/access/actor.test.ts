import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  answeringServicesOf,
  fullName,
  institutionOfScope,
  levelOfScope,
  organisationsWith,
  ownRightsOnly,
  receivingServicesOf,
  scopeOf,
  themeOfScope,
  type Actor,
  type HeldGrant,
} from '#access/actor.ts';
import type { Id } from '#platform/ids.ts';

const held = (entitlement: string, organisationId: number, contexts: string[] = []): HeldGrant => ({
  id: `${entitlement}-${organisationId}` as Id<'grant'>,
  entitlement,
  organisationId,
  contexts,
  until: '2027-08-31',
});
const holding = (...grants: HeldGrant[]) => ({ grants }) as unknown as Actor;

test('R1: the organisations of an actor are those of the rights that were asked for, each once', () => {
  const actor = holding(held('portal-admin', 1), held('edison-admin', 1), held('portal-user', 2), held('helpdesk', 3));
  expect(organisationsWith(actor, ['portal-admin', 'edison-admin', 'helpdesk'])).toEqual([1, 3]);
  expect(organisationsWith(actor, ['local-admin'])).toEqual([]);
  expect(organisationsWith(actor, [])).toEqual([]);
});

test('R9: the rights of one’s own are those that are held for nobody else', () => {
  const own = held('portal-user', 1);
  const deputised = { ...held('portal-admin', 1), deputyFor: { personId: 'els', name: 'Els Peeters' } };
  expect(ownRightsOnly({ ...holding(deputised, own), today: '2026-10-05' })).toEqual({
    grants: [own],
    today: '2026-10-05',
  });
  expect(ownRightsOnly(holding(deputised)).grants).toEqual([]);
});

test('DV-4, DO-6: who handles what is sent answers no questions, and the other way round', () => {
  const handler = holding(
    held('submission-handler', 9, ['agodi', 'ahovoks']),
    held('submission-handler', 8, ['agodi']),
  );
  expect(receivingServicesOf(handler)).toEqual(['agodi', 'ahovoks']);
  expect(answeringServicesOf(handler)).toEqual([]);
  const answerer = holding(held('question-handler', 9, ['agodi']), held('portal-admin', 1, ['ahovoks']));
  expect(answeringServicesOf(answerer)).toEqual(['agodi']);
  expect(receivingServicesOf(answerer)).toEqual([]);
});

test('DV-4: what is not the name of a service opens none: it would be read as more than one', () => {
  const strange = ['agodi,ahovoks', 'Agodi', '-agodi', 'agodi}', '{agodi', '', '7', 'a godi', 'a', 'agodi-west'];
  expect(receivingServicesOf(holding(held('submission-handler', 9, strange)))).toEqual(['a', 'agodi-west']);
});

test('P4: a scope stands for one theme of one institution at one level, and for no other', () => {
  const part = fc.record({
    institutionId: fc.integer({ min: 1, max: 999_999 }),
    levelId: fc.integer({ min: 1, max: 7 }),
    themeId: fc.integer({ min: 1, max: 127 }),
  });
  fc.assert(
    fc.property(part, ({ institutionId, levelId, themeId }) => {
      const scope = scopeOf(institutionId, levelId, themeId);
      expect([institutionOfScope(scope), levelOfScope(scope), themeOfScope(scope)]).toEqual([
        institutionId,
        levelId,
        themeId,
      ]);
    }),
  );
  // As the column of the database reckons it.
  expect(scopeOf(34_793, 2, 12)).toBe(34_793 * 1024 + 2 * 128 + 12);
});

test('a person is called by given name and family name', () => {
  expect(fullName({ givenName: 'An', familyName: 'De Smet' })).toBe('An De Smet');
});
