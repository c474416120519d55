import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Actor } from '#access/actor.ts';
import { readAsSystem } from '#access/context.ts';
import { Forbidden, Invalid, NotFound } from '#access/refusals.ts';
import { holds } from '#access/rule.ts';
import { allowed, ask, byActor, forbidden, perform, unknown, useCase, view, type Verdict } from '#access/use-case.ts';
import type { AuditEntry } from '#platform/audit.ts';
import { newId } from '#platform/ids.ts';
import { testDatabase, type TestDatabase } from '#tests/support/database.ts';
import { readingAs, writingAs } from '#tests/world/acting.ts';
import { aSchool } from '#tests/world/organisations.ts';
import { aGrant, aPortalAdmin, type GivenRight, type Person } from '#tests/world/people.ts';

let db: TestDatabase;
let head: Person & GivenRight;
let another: GivenRight;
beforeAll(async () => {
  db = await testDatabase();
  const school = await aSchool(db.database);
  head = await aPortalAdmin(db.database, { of: school });
  another = await aGrant(db.database, head, 'edison-admin', { of: school });
});

const missing = holds('head-local-admin');
const input = z.object({ day: z.string().min(3) });

/** What happened of a question or a change, in order, and what it was given. */
function steps(verdict: Verdict, audit: AuditEntry[] = []) {
  const happened: unknown[][] = [];
  const noted = (step: string, actor: Actor, ...rest: unknown[]) => happened.push([step, actor.personId, ...rest]);
  const parts = {
    permission: 'rights:try',
    input,
    load: async (_db: unknown, actor: Actor, asked: { day: string }) => {
      noted('load', actor, asked.day);
      return { name: 'subject' };
    },
    decide: (actor: Actor, subject: { name: string }, asked: { day: string }) => {
      noted('decide', actor, subject.name, asked.day);
      return verdict;
    },
  };
  const done = async (_db: unknown, actor: Actor, subject: { name: string }, asked: { day: string }) => {
    noted('done', actor, subject.name, asked.day);
    return { result: 'result', audit };
  };
  const reading = view({ ...parts, read: done });
  const change = useCase({ ...parts, run: done });
  return {
    happened,
    reading,
    change,
    asking: (day = 'maandag') => readingAs(db.database, head, (as) => ask(reading, as, { day })),
    performing: (day = 'maandag') => writingAs(db.database, head, (as) => perform(change, as, { day })),
  };
}

const whole = () => [
  ['load', head.id, 'maandag'],
  ['decide', head.id, 'subject', 'maandag'],
  ['done', head.id, 'subject', 'maandag'],
];

describe('a question and a change', () => {
  test('are parsed, loaded, judged and done, in that order, each with the actor and what was asked', async () => {
    const question = steps(allowed());
    expect(await question.asking()).toMatchObject({ result: 'result' });
    expect(question.happened).toEqual(whole());
    const change = steps(allowed());
    expect(await change.performing()).toBe('result');
    expect(change.happened).toEqual(whole());
  });

  test('stay what they were defined as', () => {
    const { reading, change } = steps(allowed());
    expect(() => Object.assign(reading, { decide: () => allowed() })).toThrow(TypeError);
    expect(() => Object.assign(change, { decide: () => allowed() })).toThrow(TypeError);
  });

  test.each<[string, 'asking' | 'performing']>([
    ['read', 'asking'],
    ['changed', 'performing'],
  ])('P3: what is unknown is not %s and answers that it is not there', async (_what, how) => {
    const tried = steps(unknown);
    await expect(tried[how]()).rejects.toThrow(NotFound);
    expect(tried.happened.map(([step]) => step)).toEqual(['load', 'decide']);
  });

  test.each<[string, 'asking' | 'performing']>([
    ['read', 'asking'],
    ['changed', 'performing'],
  ])('PO-6: what is forbidden is not %s and answers what is missing', async (_what, how) => {
    const tried = steps(forbidden(missing, 34_793));
    await expect(tried[how]()).rejects.toThrow(expect.objectContaining({ missing, institutionId: 34_793 }));
    await expect(steps(forbidden())[how]()).rejects.toThrow(Forbidden);
    expect(tried.happened.map(([step]) => step)).toEqual(['load', 'decide']);
  });

  test('of which the input is wrong come no further, and the fault says where', async () => {
    for (const how of ['asking', 'performing'] as const) {
      const tried = steps(allowed());
      const outcome = await tried[how]('ma').catch((error: unknown) => error);
      expect(outcome).toBeInstanceOf(Invalid);
      expect((outcome as Invalid).problems.issues.map(({ path }) => path)).toEqual([['day']]);
      expect(tried.happened).toEqual([]);
    }
  });
});

test('PO-6: a verdict says what is missing and where, as far as that is known', () => {
  expect(allowed()).toStrictEqual({ verdict: 'allowed' });
  expect(allowed('g')).toEqual({ verdict: 'allowed', restsOn: 'g' });
  expect(unknown).toEqual({ verdict: 'unknown' });
  expect(forbidden()).toStrictEqual({ verdict: 'forbidden' });
  expect(forbidden(missing)).toStrictEqual({ verdict: 'forbidden', missing });
  expect(forbidden(missing, 0)).toEqual({ verdict: 'forbidden', missing, institutionId: 0 });
});

describe('R25: what a change did', () => {
  const audited = (id: string) =>
    readAsSystem(db.database, async (tx) => {
      const { rows } = await sql<object>`
        select actor_kind as kind, actor_person_id as person, actor_label as label, rests_on_grant as rests
        from audit_events where subject_id = ${id} order by id`.execute(tx);
      return rows;
    });
  const entry = (subjectId: string, more: Partial<AuditEntry> = {}): AuditEntry => ({
    action: 'try',
    subjectKind: 'trial',
    subjectId,
    ...more,
  });

  test('is written with the change, in the name of the actor and on the right that the policy named', async () => {
    const [id, other] = [newId(), newId()];
    const forged = { actorKind: 'system', actorPersonId: null, actorLabel: 'nobody' } as const;
    await steps(allowed(head.grantId), [entry(id, forged), entry(id, { restsOnGrant: another.grantId })]).performing();
    const person = { kind: 'person', person: head.id, label: 'person' };
    expect(await audited(id)).toEqual([
      { ...person, rests: head.grantId },
      { ...person, rests: another.grantId },
    ]);
    await steps(allowed(), [entry(other)]).performing();
    expect(await audited(other)).toEqual([{ ...person, rests: null }]);
  });

  test('is not written when it did not happen', async () => {
    const id = newId();
    await expect(steps(forbidden(), [entry(id)]).performing()).rejects.toThrow(Forbidden);
    expect(await audited(id)).toEqual([]);
  });

  test('names the organisation that was acted for, and the program that did it in somebody’s name', () => {
    const actor = { personId: head.id, actingFor: { organisationId: 34_793 }, grants: [] } as unknown as Actor;
    expect(byActor(actor, { restsOn: 'g' })).toEqual({
      actorKind: 'person',
      actorPersonId: head.id,
      actorLabel: 'person',
      actingFor: 34_793,
      restsOnGrant: 'g',
    });
    const program = { ...actor, actingFor: null, via: { clientId: 'p', name: 'Personeelspakket' } } as Actor;
    expect(byActor(program)).toMatchObject({
      actorLabel: 'program:Personeelspakket',
      actingFor: null,
      restsOnGrant: null,
    });
  });

  test('R25 names whom a deputy replaces: by the right it rests on, else for all that is done at that organisation', () => {
    const right = { entitlement: 'portal-admin', organisationId: 34_793, contexts: [], until: '2026-12-01' };
    const deputyFor = { personId: 'els', name: 'Els Peeters' };
    const grants = [
      { ...right, id: 'own' },
      { ...right, id: 'hers', deputyFor },
    ];
    const actor = { personId: head.id, actingFor: null, grants } as unknown as Actor;
    const told = (basis: Parameters<typeof byActor>[1]) => {
      const { actorLabel, restsOnGrant } = byActor(actor, basis);
      return [actorLabel, restsOnGrant];
    };
    expect(told({ restsOn: 'hers', organisationId: 34_793 })).toEqual(['deputy:els', 'hers']);
    expect(told({ restsOn: 'own', organisationId: 34_793 })).toEqual(['person', 'own']);
    expect(told({ organisationId: 34_793 })).toEqual(['deputy:els', 'hers']);
    expect(told({ organisationId: 99 })).toEqual(['person', null]);
    expect(told({})).toEqual(['person', null]);
  });
});
