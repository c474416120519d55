import type { Child, PropsWithChildren } from 'hono/jsx';
import type { ActorVisit } from '#access/visit.ts';
import { chooseAddress } from '#apps/rights/pages/addresses.ts';
import { choosingForm, KeptFields } from '#apps/rights/pages/chosen/kept.tsx';
import { personLabel } from '#apps/rights/pages/words.ts';
import { canManage } from '#apps/rights/policy.ts';
import type { Delegation } from '#apps/rights/model.ts';
import type { ListedGrant } from '#apps/rights/queries/grants.ts';
import type { Column } from '#ui/components/data-table.tsx';
import { Button, Buttons } from '#ui/components/button.tsx';
import { Pager, type Pages } from '#ui/components/pager.tsx';
import { PostForm } from '#ui/components/post-form.tsx';

interface ChoosingProps {
  readonly visit: ActorVisit;
  /** Whether there is anything to tick; without it the tables stand alone. */
  readonly any: boolean;
  /** What is ticked on every page of the list, and the boxes of this one. */
  readonly kept?: ReadonlySet<string>;
  readonly shown?: readonly string[];
  /** The neighbouring pages. */
  readonly pages?: Pages;
  /** Another button beside the two. */
  readonly more?: Child;
}

const none: ReadonlySet<string> = new Set();

/** Around tables of rights with a box in front of each: what is ticked is prolonged or ended together. */
export const Choosing = ({ visit, any, more, children, ...list }: PropsWithChildren<ChoosingProps>) => {
  const t = visit.t.rights.change;
  const { kept = none, shown = [], pages = {} } = list;
  if (!any)
    return (
      <>
        {children}
        <Pager t={visit.t.ui} {...pages} />
      </>
    );
  return (
    <PostForm t={visit.t.ui} action={chooseAddress} id={choosingForm}>
      <KeptFields visit={visit} kept={kept} shown={shown} />
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
      <Pager t={visit.t.ui} {...pages} sends />
    </PostForm>
  );
};

interface Choosable {
  grant: ListedGrant | undefined;
  person: { givenName: string; familyName: string };
}

export function chooseColumn<Row>(
  visit: ActorVisit,
  { delegations, kept = none }: { delegations: readonly Delegation[]; kept?: ReadonlySet<string> },
  read: (row: Row) => Choosable,
): Column<Row> {
  const t = visit.t.rights.change;
  return {
    label: t.choose,
    cell: (row) => {
      const { grant, person } = read(row);
      if (!grant || !canManage(visit.actor, grant, delegations)) return null;
      const label = t.chooseOne(grant.entitlementName, personLabel(person));
      return (
        <input
          type="checkbox"
          name="recht"
          value={grant.id}
          checked={kept.has(grant.id)}
          aria-label={label}
          autocomplete="off"
        />
      );
    },
  };
}
