import { describe, expect, test } from 'vitest';
import {
  askDeputyFaults,
  askDeputyHindrance,
  type AskDeputyFacts,
  type DeputyAsked,
} from '#apps/rights/deputies/requests.ts';
import { mostOpen } from '#apps/rights/requests.ts';

const today = '2026-11-22';
const facts: AskDeputyFacts = {
  rights: [{ id: 'portal-user', name: 'Mijn Onderwijs Gebruiker', until: '2027-08-31' }],
  askedAlready: false,
  open: 0,
  refused: [],
  mostDays: 183,
};
const wish: DeputyAsked = {
  name: 'Jan Claes',
  entitlementIds: ['portal-user'],
  from: today,
  until: '2026-12-12',
};
const faults = (typed: Partial<DeputyAsked>, known: Partial<AskDeputyFacts> = {}) =>
  askDeputyFaults({ ...wish, ...typed }, { ...facts, ...known }, today);

describe('RE whether a deputy can be asked for', () => {
  test('one at a time for an institution, and so many requests together', () => {
    expect(askDeputyHindrance(facts)).toBeUndefined();
    expect(askDeputyHindrance({ ...facts, askedAlready: true })).toEqual({ kind: 'asked-already' });
    expect(askDeputyHindrance({ ...facts, open: mostOpen - 1 })).toBeUndefined();
    expect(askDeputyHindrance({ ...facts, open: mostOpen })).toEqual({ kind: 'too-many-open', most: mostOpen });
  });

  test('from today on, for a day at least and as long as a deputyship lasts', () => {
    expect(faults({})).toEqual([]);
    expect(faults({ until: today })).toEqual([]);
    expect(faults({ from: '2026-11-21' })).toEqual([{ kind: 'too-early' }]);
    expect(faults({ from: '2026-12-13' })).toEqual([{ kind: 'ends-before-begin' }]);
    expect(faults({ until: '2027-05-23' })).toEqual([]);
    expect(faults({ until: '2027-05-24' })).toEqual([{ kind: 'too-long', latest: '2027-05-23' }]);
  });

  test('with a name and a right', () => {
    expect(faults({ name: '', entitlementIds: [] })).toEqual([{ kind: 'name-missing' }, { kind: 'nothing-chosen' }]);
  });

  test('not for the same colleague within fourteen days of a refusal, however the name is written; for another one is', () => {
    const refused = [
      { name: 'Jan  Cláes', on: '2026-11-20' },
      { name: 'jan claes', on: '2026-11-09' },
    ];
    expect(faults({}, { refused })).toEqual([{ kind: 'refused-recently', again: '2026-12-04' }]);
    expect(faults({}, { refused: refused.toReversed() })).toEqual([{ kind: 'refused-recently', again: '2026-12-04' }]);
    expect(faults({ name: 'Jana Claes' }, { refused })).toEqual([]);
    expect(faults({}, { refused: [{ name: 'Jan Claes', on: '2026-11-08' }] })).toEqual([]);
    expect(faults({}, { refused: [{ name: 'Jan Claes', on: '2026-11-09' }] })).toEqual([
      { kind: 'refused-recently', again: '2026-11-23' },
    ]);
  });
});
