import { describe, expect, test } from 'vitest';
import type { Place } from '#access/actor.ts';
import { askedPlace } from '#access/asked-place.ts';
import { NotFound } from '#access/refusals.ts';
import { holds } from '#access/rule.ts';
import type { ActorVisit } from '#access/visit.ts';

const [school, other, elsewhere] = [34_793, 12_345, 999];
const primary = { slug: 'basisonderwijs', id: 1 };
const secondary = { slug: 'secundair-onderwijs', id: 2 };
const rule = holds('portal-admin');

interface Visiting {
  /** Institutions at which the actor is portal administrator. */
  admin?: readonly number[];
  places?: readonly Place[];
  level?: string | null;
  query?: string;
  actingFor?: number | null;
}

const at = (institutionId: number, levelId = primary.id): Place => ({ institutionId, levelId });

function asked({ admin = [school], places = admin.map((id) => at(id)), level, query = '', actingFor }: Visiting) {
  const visit = {
    params: level === null ? {} : { level: level ?? primary.slug },
    url: new URL(`https://site.example/${query}`),
    actor: {
      grants: admin.map((organisationId) => ({ entitlement: 'portal-admin', organisationId })),
      ticks: [],
      places,
      actingFor: actingFor === undefined ? null : { organisationId: actingFor },
    },
  } as unknown as ActorVisit;
  return askedPlace(visit, rule);
}

describe('the place that is asked for', () => {
  test('PO-3: is the only institution where the rule holds at the level', () => {
    expect(asked({})).toMatchObject({ level: { id: primary.id }, institutionId: school, institutions: [school] });
  });

  test.each<[string, Visiting]>([
    ['a level that does not exist', { level: 'kleuteropvang' }],
    ['no level', { level: null }],
    ['a level at which the actor holds nothing', { level: secondary.slug }],
    ['a place where the rule does not hold', { admin: [elsewhere], places: [at(school)] }],
    ['no right at all', { admin: [], places: [] }],
    ['something that is no institution number', { query: '?instelling=morgen' }],
    ['institution number 0', { query: '?instelling=0' }],
  ])('P3: there is none for %s', (_what, visiting) => {
    expect(() => asked(visiting)).toThrow(NotFound);
  });

  test('P4: what is held at another level or by another rule is no choice here', () => {
    const places = [at(school), at(other, secondary.id), at(elsewhere)];
    expect(asked({ admin: [school, other], places }).institutions).toEqual([school]);
    expect(asked({ admin: [school, other], places, level: secondary.slug })).toMatchObject({
      level: { id: secondary.id },
      institutionId: other,
      institutions: [other],
    });
  });

  test('SI-3: of several it is the one acted for, where the rule holds there', () => {
    const admin = [school, other];
    expect(asked({ admin, actingFor: other }).institutionId).toBe(other);
    expect(asked({ admin, actingFor: elsewhere }).institutionId).toBeNull();
    expect(asked({ admin, actingFor: null }).institutionId).toBeNull();
    expect(asked({ admin }).institutionId).toBeNull();
  });

  test('SI-3: whoever wants to choose is asked, unless there is nothing to choose', () => {
    expect(asked({ admin: [school, other], actingFor: other, query: '?kies' }).institutionId).toBeNull();
    expect(asked({ query: '?kies' }).institutionId).toBe(school);
  });

  test('R19: the address names an institution with or without a leading zero; whether it is open to the actor is judged after', () => {
    const admin = [school, other];
    expect(asked({ admin, query: '?instelling=034793', actingFor: other }).institutionId).toBe(school);
    expect(asked({ admin, query: '?instelling=12345&kies' }).institutionId).toBe(other);
    expect(asked({ query: `?instelling=${elsewhere}` })).toMatchObject({
      institutionId: elsewhere,
      institutions: [school],
    });
    expect(asked({ query: '?instelling=' }).institutionId).toBe(school);
  });
});
