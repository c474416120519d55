import type { Child } from 'hono/jsx';
import type { ActorVisit } from '#access/visit.ts';
import { formatOrganisationCode } from '#directory/institution-number.ts';
import { Button, Buttons } from '#ui/components/button.tsx';
import { DateInput, Select } from '#ui/components/inputs.tsx';
import type { AskedPlace } from '#web/who/asked.ts';

interface ChoiceProps {
  visit: ActorVisit;
  action: string;
  asked: AskedPlace;
  /** Further choices, between institution and day. */
  children?: Child;
}

/** Institution and day; what is shown is what the address says. */
export const Choice = ({ visit, action, asked, children }: ChoiceProps) => {
  const t = visit.t.web.who;
  return (
    <form action={action} autocomplete="off" novalidate>
      {asked.mine.length > 1 ? (
        <Select
          t={visit.t.ui}
          name="instelling"
          label={t.institution}
          value={formatOrganisationCode(asked.institution.id)}
          options={asked.mine.map(({ id, name }) => ({
            value: formatOrganisationCode(id),
            label: `${formatOrganisationCode(id)} ${name}`,
          }))}
        />
      ) : (
        <input type="hidden" name="instelling" value={formatOrganisationCode(asked.institution.id)} />
      )}
      {children}
      <DateInput
        t={visit.t.ui}
        name="dag"
        label={t.day}
        hint={t.dayHint}
        value={asked.typedDay}
        error={asked.dayError}
      />
      <Buttons>
        <Button>{t.show}</Button>
      </Buttons>
    </form>
  );
};
