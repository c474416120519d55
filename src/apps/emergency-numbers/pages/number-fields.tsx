import type { ActorVisit } from '#access/visit.ts';
import { longest } from '#apps/emergency-numbers/model.ts';
import type { TypedNumber } from '#apps/emergency-numbers/pages/typed-number.ts';
import type { Holder } from '#apps/emergency-numbers/queries.ts';
import type { FieldFault } from '#ui/components/error-summary.tsx';
import { DateInput, Select, TextInput } from '#ui/components/inputs.tsx';

interface NumberFieldsProps {
  visit: ActorVisit;
  typed: TypedNumber;
  faults: readonly FieldFault[];
  holders: readonly Holder[];
  /** The number that is there, masked; null for a new one. */
  known: string | null;
}

/** The fields of a number, with what was typed and what is wrong with it. */
export const NumberFields = ({ visit, typed, faults, holders, known }: NumberFieldsProps) => {
  const t = visit.t.emergencyNumbers;
  const of = (name: string) => ({ t: visit.t.ui, name, error: faults.find((fault) => fault.field === name)?.message });
  return (
    <>
      <TextInput
        {...of('nummer')}
        label={t.phone}
        hint={known === null ? t.phoneHint : t.phoneStays(known)}
        type="tel"
        width="medium"
        value={typed.phone}
        optional={known !== null}
      />
      <Select
        {...of('wie')}
        label={t.whose}
        hint={t.whoseHint}
        value={typed.holder}
        options={[
          { value: '', label: t.ofInstitution },
          ...holders.map((holder) => ({ value: holder.id, label: holder.name })),
        ]}
      />
      <TextInput
        {...of('omschrijving')}
        label={t.label}
        hint={t.labelHint}
        value={typed.label}
        maxlength={longest.label}
      />
      <TextInput
        {...of('volgorde')}
        label={t.order}
        hint={t.orderHint}
        width="short"
        inputmode="numeric"
        value={typed.callOrder}
      />
      <div class="field-row">
        <DateInput {...of('van')} label={t.from} hint={t.daysHint} value={typed.from} optional />
        <DateInput {...of('tot')} label={t.until} hint={t.daysHint} value={typed.until} optional />
      </div>
    </>
  );
};
