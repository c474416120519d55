import type { ActorVisit } from '#access/visit.ts';
import { formatDate } from '#ui/format.ts';
import type { HeldOn, TickedOn } from '#web/who/access-on.ts';
import type { Names } from '#web/why/explain.ts';
import type { Ways } from '#web/who/ways.ts';

/** By which path somebody could open something: each right and tick with its period and by whose hand. */
export const TellWays = ({ visit, names, ways }: { visit: ActorVisit; names: Names; ways: Ways }) => (
  <ul class="plain-list">
    {ways.grants.map((grant) => (
      <li>{tellGrant(visit, names, grant)}</li>
    ))}
    {ways.ticks.map((tick) => (
      <li>{tellTick(visit, names, tick)}</li>
    ))}
  </ul>
);

function tellGrant(visit: ActorVisit, names: Names, grant: HeldOn): string {
  const t = visit.t.web.who;
  const name = names.entitlements.get(grant.entitlement) ?? grant.entitlement;
  const right = grant.contexts.length === 0 ? name : `${name} (${grant.contexts.join(', ')})`;
  const by = {
    automatic: t.automatic,
    imported: t.imported(formatDate(grant.givenOn)),
    manual: t.givenBy(grant.givenBy ?? t.somebody, formatDate(grant.givenOn)),
    deputy: t.asDeputy(grant.deputyForName ?? t.somebody, grant.givenBy ?? t.somebody, formatDate(grant.givenOn)),
  }[grant.cause];
  return t.grant(right, formatDate(grant.from), formatDate(grant.until), by);
}

function tellTick(visit: ActorVisit, names: Names, tick: TickedOn): string {
  const t = visit.t.web.who;
  const by = tick.tickedBy ? t.tickedBy(tick.tickedBy) : '';
  const whose = tick.deputyForName ? t.tickOf(tick.deputyForName) : '';
  return t.tick(names.themes.get(tick.themeId) ?? String(tick.themeId), formatDate(tick.tickedOn), `${by}${whose}`);
}
