import type { Child, PropsWithChildren } from 'hono/jsx';
import type { ActorVisit } from '#access/visit.ts';
import { chooseAddress } from '#apps/rights/pages/addresses.ts';
import { here } from '#apps/rights/pages/chosen/way-back.ts';
import { personLabel } from '#apps/rights/pages/words.ts';
import { canManage } from '#apps/rights/policy.ts';
import type { Delegation } from '#apps/rights/model.ts';
import type { ListedGrant } from '#apps/rights/queries/grants.ts';
import type { Column } from '#ui/components/data-table.tsx';
import { Button, Buttons } from '#ui/components/button.tsx';
import { PostForm } from '#ui/components/post-form.tsx';

interface ChoosingProps {
  readonly visit: ActorVisit;
  /** Whether there is anything to tick; without it the tables stand alone. */
  readonly any: boolean;
  /** Another button beside the two. */
  readonly more?: Child;
}

/** Around tables of rights with a box in front of each: what is ticked is prolonged or ended together. */
export const Choosing = ({ visit, any, more, children }: PropsWithChildren<ChoosingProps>) => {
  const t = visit.t.rights.change;
  if (!any) return <>{children}</>;
  return (
    <PostForm t={visit.t.ui} action={chooseAddress}>
      <input type="hidden" name="terug" value={here(visit)} />
      <choose-all label={t.chooseAll}>
        {children}
        <Buttons>
          <Button name="wat" value="verlengen">
            {t.prolongChosen}
          </Button>
          <Button name="wat" value="beeindigen">
            {t.endChosen}
          </Button>
          {more}
        </Buttons>
      </choose-all>
    </PostForm>
  );
};

interface Choosable {
  grant: ListedGrant | undefined;
  person: { givenName: string; familyName: string };
}

export function chooseColumn<Row>(
  visit: ActorVisit,
  delegations: readonly Delegation[],
  read: (row: Row) => Choosable,
): Column<Row> {
  const t = visit.t.rights.change;
  return {
    label: t.choose,
    cell: (row) => {
      const { grant, person } = read(row);
      if (!grant || !canManage(visit.actor, grant, delegations)) return null;
      const label = t.chooseOne(grant.entitlementName, personLabel(person));
      return <input type="checkbox" name="recht" value={grant.id} aria-label={label} autocomplete="off" />;
    },
  };
}
