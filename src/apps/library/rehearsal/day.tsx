import type { ActorVisit } from '#access/visit.ts';
import { Button, Buttons } from '#ui/components/button.tsx';
import { DateInput } from '#ui/components/inputs.tsx';
import { formatDate } from '#ui/format.ts';

/** Field of the day on which a change is rehearsed, and the button that asks for it; both in the form of the change itself. */
export const dayField = 'proefdag';
export const rehearseField = 'proef';

interface RehearsalDayProps {
  readonly visit: ActorVisit;
  /** YYYY-MM-DD, or as it was typed. */
  readonly day: string;
  readonly error?: string | undefined;
  readonly formaction?: string | undefined;
  readonly label?: string | undefined;
}

export const RehearsalDay = ({ visit, day, error, formaction, label }: RehearsalDayProps) => {
  const t = visit.t.rehearsal;
  const shown = /^\d{4}-\d\d-\d\d$/.test(day) ? formatDate(day) : day;
  return (
    <>
      <DateInput t={visit.t.ui} name={dayField} label={t.day} hint={t.dayHint} value={shown} error={error} />
      <Buttons>
        <Button name={rehearseField} value="ja" formaction={formaction}>
          {label ?? t.again}
        </Button>
      </Buttons>
    </>
  );
};
