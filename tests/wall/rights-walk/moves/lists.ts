import { perform } from '#access/use-case.ts';
import { confirmList, makeList } from '#apps/rights/commands/apply-list.ts';
import { workOnNext } from '#apps/rights/lists/worker.ts';
import { newId } from '#platform/ids.ts';
import { pick, writing, type Move } from '#tests/wall/rights-walk/move.ts';
import { daysFromToday } from '#tests/world/periods.ts';
import { formatDate } from '#ui/format.ts';

/** A list of some rows, looked at and applied: what was foretold of its rows comes true (R26). */
const list: Move = {
  kind: 'list',
  weight: 3,
  shows: ['given', 'problems'],
  take: async (scene) => {
    const { drawn, walkers, at, to } = scene;
    const { owner, database, numbers, people } = walkers;
    const allOrNothing = drawn.also;
    const others = drawn.yes ? drawn.more.map((one) => pick(people, one)) : [];
    const rows = [to, ...others].map((person, line) => ({
      line: line + 1,
      who: numbers.get(person.id) ?? '',
      right: drawn.right,
      contexts: '',
      organisation: String(at.id),
      from: formatDate(daysFromToday(pick([0, 0, 3], drawn.more[2] ?? 0))),
      until: formatDate(daysFromToday(drawn.days)),
      hasFormula: false,
    }));
    const wish = { rows, allOrNothing, key: newId(), sealer: walkers.keys };
    const listId = await writing(scene, (as) => perform(makeList, as, wish));
    const count = async () => {
      const { rows: counted } = await owner.query<{ fine: number; given: number }>(
        `select count(*) filter (where problem is null)::integer as fine, count(grant_id)::integer as given
         from rights_list_rows where list_id = $1`,
        [listId],
      );
      return counted[0] ?? { fine: 0, given: 0 };
    };
    const toTheEnd = async (): Promise<void> => {
      while (await workOnNext(database));
    };
    await toTheEnd();
    const { fine } = await count();
    const foretold = fine === 0 || (allOrNothing && fine < rows.length) ? 'problems' : `given ${fine}`;
    const confirm = () => writing(scene, (as) => perform(confirmList, as, { listId }));
    const confirmed = await confirm();
    await toTheEnd();
    const { given } = await count();
    const outcome = confirmed === 'applying' ? `given ${given}` : confirmed;
    return {
      foretold,
      outcome,
      again: async () => {
        await confirm();
        await toTheEnd();
      },
    };
  },
};

export const listMoves = [list];
