import { ask, perform } from '#access/use-case.ts';
import { endGrants, previewEnd } from '#apps/rights/commands/end-grants.ts';
import { giveAccess, previewAccess } from '#apps/rights/commands/give-access.ts';
import { grantRight, previewGrant } from '#apps/rights/commands/grant-right.ts';
import { grantToMany, previewMany } from '#apps/rights/commands/grant-to-many.ts';
import { previewProlong, prolongGrants } from '#apps/rights/commands/prolong-grants.ts';
import { handOver, previewHandover } from '#apps/rights/handover/hand-over.ts';
import { isChange, isHindered } from '#apps/rights/handover/judge.ts';
import { fates } from '#apps/rights/handover/subject.ts';
import { addDays } from '#platform/clock.ts';
import { newId } from '#platform/ids.ts';
import { done, pick, rehearsed, word, type Move, type Scene } from '#tests/wall/rights-walk/move.ts';
import { activeGrants } from '#tests/wall/rights-walk/who-may.ts';
import { daysFromToday } from '#tests/world/periods.ts';

const rightOf = ({ at, drawn }: Scene) => ({ organisationId: at.id, entitlementId: drawn.right, contexts: [] });

const give: Move = {
  kind: 'give',
  weight: 6,
  shows: ['granted', 'obstacles'],
  aboutOthers: true,
  take: (scene) => {
    const { drawn, to } = scene;
    const from = daysFromToday(pick([0, 0, 0, 1, 20], drawn.more[0] ?? 0));
    const wish = { ...rightOf(scene), personId: to.id, from, until: daysFromToday(drawn.days) };
    const key = newId();
    return rehearsed(
      scene,
      async (as) => word(await ask(previewGrant, as, wish), { ready: 'granted' }),
      (as) => perform(grantRight, as, { ...wish, key }),
    );
  },
};

const giveMany: Move = {
  kind: 'give-many',
  weight: 2,
  shows: ['granted'],
  aboutOthers: true,
  take: (scene) => {
    const { drawn, there, to } = scene;
    const others = drawn.more.slice(drawn.yes ? 1 : 2).map((who) => pick(there, who).id);
    const period = { from: daysFromToday(0), until: daysFromToday(drawn.days) };
    const wish = { ...rightOf(scene), personIds: [...new Set([to.id, ...others])], ...period };
    const key = newId();
    return rehearsed(
      scene,
      async (as) => word(await ask(previewMany, as, wish), { ready: 'granted' }),
      (as) => perform(grantToMany, as, { ...wish, key }),
    );
  },
};

/** One right, or several of one institution in one stroke. */
function chosen({ near, facts, drawn }: Scene): string[] {
  const ids = near(facts.grants, (one) => !one.withdrawn);
  const few = drawn.also ? drawn.more.map((at) => pick(ids, at)) : [];
  return [...new Set([pick(ids, drawn.which), ...few])];
}

const end: Move = {
  kind: 'end',
  weight: 3,
  shows: ['ended', 'obstacles'],
  aboutOthers: true,
  take: (scene) => {
    const grantIds = chosen(scene);
    const mode = pick(['today', 'later', 'at-once'] as const, scene.drawn.more[2] ?? 0);
    const ending = { grantIds, mode, day: daysFromToday(scene.drawn.days), reason: 'wandeling', key: newId() };
    // What ends later is judged by its day, which the page does not know yet.
    if (mode === 'later') return done(scene, (as) => perform(endGrants, as, ending));
    return rehearsed(
      scene,
      async (as) => {
        const rows = await ask(previewEnd, as, { grantIds });
        return rows.some((row) => (mode === 'today' ? row.today : row.atOnce)) ? 'obstacles' : 'ended';
      },
      (as) => perform(endGrants, as, ending),
    );
  },
};

const prolong: Move = {
  kind: 'prolong',
  weight: 3,
  shows: ['prolonged', 'obstacles'],
  aboutOthers: true,
  take: (scene) => {
    const { drawn, facts } = scene;
    const grantIds = chosen(scene);
    const ends = facts.grants.get(grantIds[0] ?? '')?.until ?? scene.day;
    const wish = { grantIds, until: drawn.yes ? addDays(ends, 1 + (drawn.days % 9)) : daysFromToday(drawn.days) };
    const key = newId();
    return rehearsed(
      scene,
      async (as) => ((await ask(previewProlong, as, wish)).some((row) => row.obstacle) ? 'obstacles' : 'prolonged'),
      (as) => perform(prolongGrants, as, { ...wish, key }),
    );
  },
};

/** Geef toegang: rights and themes that follow from work. */
const wishes: Move = {
  kind: 'wishes',
  weight: 4,
  shows: ['given', 'problems'],
  aboutOthers: true,
  take: async (scene) => {
    const { drawn, to, at, walkers } = scene;
    const { rows } = await walkers.owner.query<{ id: string }>('select id from wishes order by position');
    const wishIds = [...new Set([drawn.which, ...(drawn.also ? drawn.more : [])].map((one) => pick(rows, one).id))];
    const period = { from: daysFromToday(drawn.likely ? 0 : 2), until: daysFromToday(drawn.days) };
    const wish = { organisationId: at.id, personId: to.id, wishIds, ...period };
    const key = newId();
    return rehearsed(
      scene,
      async (as) => {
        const { hasProblems, isEmpty } = await ask(previewAccess, as, wish);
        return hasProblems || isEmpty ? 'problems' : 'given';
      },
      (as) => perform(giveAccess, as, { ...wish, key }),
    );
  },
};

/** The themes that hang on a right; of who does not administer them one tries them now and then. */
function themesUnder({ facts, by, day, drawn }: Scene, grant: { id: string; organisation: number }) {
  const administers = activeGrants(facts, day).some(
    (one) => one.person === by.id && one.entitlement === 'portal-admin' && one.organisation === grant.organisation,
  );
  if (!administers && drawn.which % 4 > 0) return [];
  return [...facts.ticks]
    .filter(([, hangsOn]) => hangsOn === grant.id)
    .map(([key]) => ({ levelId: Number(key.split(' ')[2]), themeId: Number(key.split(' ')[3]) }));
}

const likelyFates = ['as-its-right', 'as-its-right', 'end', 'move'] as const;

/** Everything of who leaves, at every place: each right stays, goes or ends, and some of its themes otherwise. */
const handover: Move = {
  kind: 'handover',
  weight: 5,
  shows: ['handed-over', 'hindered'],
  aboutOthers: true,
  take: (scene) => {
    const { drawn, facts, at, by, to, walkers, day } = scene;
    const mine = activeGrants(facts, day).filter(({ person }) => person === by.id);
    const works = [...facts.relations.values()].filter(({ person }) => person === to.id);
    const elsewhere = mine
      .map(({ organisation }) => organisation)
      .filter((place) => drawn.yes && works.some(({ organisation }) => organisation === place));
    const own = [...facts.grants.values()].filter(
      (one) =>
        !one.withdrawn && one.until >= day && one.person !== to.id && [at.id, ...elsewhere].includes(one.organisation),
    );
    const near = own.filter(({ organisation }) => organisation === at.id);
    // Rather somebody with themes: they are what goes otherwise than its right.
    const reading = new Set(facts.ticks.values());
    const ticked = near.filter(({ id }) => reading.has(id));
    const leavers = ticked.length > 0 && drawn.which % 3 > 0 ? ticked : near;
    const from = leavers.length > 0 ? pick(leavers, drawn.which).person : pick(walkers.people, drawn.which).id;
    const choices = own
      .filter(({ person }) => person === from)
      .map((one, turn) => ({
        grantId: one.id,
        fate: drawn.also ? ('move' as const) : pick(fates, drawn.more[turn % 3] ?? 0),
        until: drawn.yes ? one.until : daysFromToday(drawn.days),
        themes: themesUnder(scene, one).flatMap((theme, index) => {
          const fate = pick(drawn.likely ? likelyFates : fates, (drawn.more[turn % 3] ?? 0) + index);
          return fate === 'as-its-right' ? [] : [{ ...theme, fate }];
        }),
      }));
    const lastDay = daysFromToday(pick([0, 0, 1, 10, -1], drawn.more[1] ?? 0));
    const asked = { organisationId: at.id, fromId: from, toId: to.id, choices, lastDay };
    const key = newId();
    let seen = '';
    return rehearsed(
      scene,
      async (as) => {
        const preview = await ask(previewHandover, as, asked);
        const changes = preview.judged.filter(isChange);
        seen = preview.seen;
        if (lastDay < day) return 'too-early';
        if (changes.length === 0) return 'nothing-chosen';
        return changes.some(isHindered) ? 'hindered' : 'handed-over';
      },
      (as) => perform(handOver, as, { ...asked, seen, reason: 'wandeling', key }),
    );
  },
};

export const rightsMoves = [give, giveMany, end, prolong, wishes, handover];
