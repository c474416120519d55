import { describe, expect, test } from 'vitest';
import type { ListedGrant } from '#apps/rights/queries/grants.ts';
import { followingFrom, type Standing, type WorkWish } from '#apps/rights/wishes.ts';

const period = { from: '2026-10-05', until: '2027-06-30' };
const nothing: Standing = { grants: [], ticked: [] };

const wish = (rights: [string, string[]][], themeIds: number[] = []): WorkWish => ({
  id: 'wish',
  name: { nl: '', en: '' },
  description: { nl: '', en: '' },
  entitlements: rights.map(([entitlementId, contexts]) => ({ entitlementId, contexts })),
  themeIds,
});
const has = (entitlementId: string, more: Partial<ListedGrant> = {}): ListedGrant =>
  ({
    id: `held-${entitlementId}`,
    entitlementId,
    from: '2026-09-01',
    until: '2027-08-31',
    contexts: [],
    cause: 'manual',
    active: true,
    ...more,
  }) as ListedGrant;
const following = (wishes: WorkWish[], standing: Partial<Standing> = {}, places = [place(3), place(6)]) =>
  followingFrom(wishes, period, { ...nothing, ...standing }, places);
const place = (themeId: number, levelId = 1) => ({ themeId, levelId });
const stepOf = (contexts: string[], ...grants: ListedGrant[]) =>
  following([wish([['pupil-passport', contexts]])], { grants }).rights[0]?.step;

describe('RI-3: what follows from the work that somebody does', () => {
  test('is each right and theme once, with all contexts that are asked', () => {
    const two = [
      wish([['pupil-passport', ['Operator']]], [3]),
      wish([['pupil-passport', ['Operator', 'Gebruiker']]], [3]),
    ];
    expect(following(two)).toEqual({
      rights: [{ entitlementId: 'pupil-passport', contexts: ['Operator', 'Gebruiker'], step: { kind: 'new' } }],
      themes: [{ ...place(3), has: false }],
    });
  });

  test('is nothing when nothing is wished', () => {
    expect(following([])).toEqual({ rights: [], themes: [] });
  });

  test('TH-2: makes no portal user of a portal administrator, who has every theme', () => {
    const user = wish([['portal-user', []]], [3]);
    const covered = { rights: [], themes: [{ ...place(3), has: true }] };
    expect(following([user], { grants: [has('portal-admin')] })).toEqual(covered);
    expect(following([user], { grants: [has('portal-admin', { active: false })] }).rights).toHaveLength(1);
    expect(following([user], { grants: [has('edison-admin')] }).rights).toHaveLength(1);
    const both = following([user, wish([['portal-admin', []]])]);
    expect(both.rights.map((one) => one.entitlementId)).toEqual(['portal-admin']);
    expect(both.themes).toEqual([{ ...place(3), has: true }]);
  });

  test('R13: leaves a theme alone that is ticked under the right that runs; under a new right it is ticked anew', () => {
    const user = wish([['portal-user', []]], [3, 6]);
    const ticked = [place(3), place(6, 2)];
    expect(following([user], { grants: [has('portal-user')], ticked }).themes).toEqual([
      { ...place(3), has: true },
      { ...place(6), has: false },
    ]);
    expect(following([user], { ticked }).themes.map((one) => one.has)).toEqual([false, false]);
    const first = wish([['edison-admin', []]]);
    expect(following([first, user], { grants: [has('portal-user')], ticked }).themes[0]?.has).toBe(true);
    expect(following([first, user], { grants: [has('edison-admin')], ticked }).themes[0]?.has).toBe(false);
  });
});

describe('RI-3: what must happen for one right', () => {
  test('it is new where nothing of it runs in that time', () => {
    expect(stepOf([])).toEqual({ kind: 'new' });
    expect(stepOf([], has('edison-admin'))).toEqual({ kind: 'new' });
    expect(stepOf([], has('pupil-passport', { until: '2026-10-04' }))).toEqual({ kind: 'new' });
    expect(stepOf([], has('pupil-passport', { from: '2027-07-01' }))).toEqual({ kind: 'new' });
  });

  test('it is there already where it lasts as long', () => {
    expect(stepOf([], has('pupil-passport', { until: period.until }))).toEqual({ kind: 'has', until: period.until });
    expect(stepOf([], has('pupil-passport', { from: period.from }))).toEqual({ kind: 'has', until: '2027-08-31' });
  });

  test('it is prolonged where it ends before, on its last day too', () => {
    for (const until of [period.from, '2027-06-29']) {
      const grant = has('pupil-passport', { until });
      expect(stepOf([], grant)).toEqual({ kind: 'prolong', grant });
    }
  });

  test('R16: what follows an assignment lasts as long as that', () => {
    expect(stepOf([], has('pupil-passport', { until: '2026-12-31', cause: 'automatic' }))).toEqual({
      kind: 'has',
      until: '2026-12-31',
    });
  });

  test('it clashes with one that begins later, one without the context, and two at once', () => {
    const late = has('pupil-passport', { from: '2026-10-06' });
    expect(stepOf([], late)).toEqual({ kind: 'clash', grant: late });
    const last = has('pupil-passport', { from: period.until });
    expect(stepOf([], last)).toEqual({ kind: 'clash', grant: last });
    const other = has('pupil-passport', { contexts: ['Gebruiker'] });
    expect(stepOf(['Gebruiker', 'Operator'], other)).toEqual({ kind: 'clash', grant: other });
    expect(stepOf(['Gebruiker'], other)?.kind).toBe('has');
    const first = has('pupil-passport', { until: '2026-12-31' });
    expect(stepOf([], first, has('pupil-passport', { from: '2027-01-01' }))).toEqual({ kind: 'clash', grant: first });
  });
});
