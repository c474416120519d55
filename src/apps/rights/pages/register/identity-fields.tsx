import type { z } from 'zod';
import type { ActorVisit } from '#access/visit.ts';
import type { identityInput } from '#apps/rights/inputs.ts';
import type { Typed } from '#apps/rights/pages/register/link-fields.tsx';
import { errorOf } from '#apps/rights/pages/words.ts';
import { parseDay } from '#apps/rights/period.ts';
import { genders, type IdentityFault } from '#apps/rights/registering.ts';
import type { FieldFault } from '#ui/components/error-summary.tsx';
import { RadioGroup } from '#ui/components/choice-group.tsx';
import { DateInput, TextInput } from '#ui/components/inputs.tsx';
import { formatDate } from '#ui/format.ts';

interface IdentityFieldsProps {
  readonly visit: ActorVisit;
  readonly typed: Typed;
  readonly faults: readonly FieldFault[];
}

/** Who somebody is, in the order of the source: number, name, gender, birth date (001). */
export const IdentityFields = ({ visit, typed, faults }: IdentityFieldsProps) => {
  const t = visit.t.rights.register;
  return (
    <>
      <TextInput
        t={visit.t.ui}
        name="nummer"
        label={t.number}
        hint={t.numberHint}
        inputmode="numeric"
        width="medium"
        maxlength={40}
        value={typed.nummer}
        error={errorOf(faults, 'nummer')}
      />
      <TextInput
        t={visit.t.ui}
        name="familienaam"
        label={t.familyName}
        maxlength={100}
        value={typed.familienaam}
        error={errorOf(faults, 'familienaam')}
      />
      <TextInput
        t={visit.t.ui}
        name="voornaam"
        label={t.givenName}
        maxlength={100}
        value={typed.voornaam}
        error={errorOf(faults, 'voornaam')}
      />
      <RadioGroup
        t={visit.t.ui}
        name="geslacht"
        label={t.gender}
        error={errorOf(faults, 'geslacht')}
        choices={genders.map((value) => ({ value, label: t.genders[value], checked: typed.geslacht === value }))}
      />
      <DateInput
        t={visit.t.ui}
        name="geboren"
        label={t.birthDate}
        value={typed.geboren}
        error={errorOf(faults, 'geboren')}
      />
      <TextInput
        t={visit.t.ui}
        name="email"
        label={t.email}
        hint={t.emailHint}
        type="email"
        optional
        maxlength={254}
        value={typed.email}
        error={errorOf(faults, 'email')}
      />
    </>
  );
};

export function readIdentity(typed: Typed): z.input<typeof identityInput> {
  return {
    number: typed.nummer ?? '',
    givenName: typed.voornaam ?? '',
    familyName: typed.familienaam ?? '',
    gender: genders.find((one) => one === typed.geslacht) ?? null,
    birthDate: parseDay(typed.geboren ?? '') ?? null,
  };
}

const fields = {
  number: 'nummer',
  givenName: 'voornaam',
  familyName: 'familienaam',
  gender: 'geslacht',
  birthDate: 'geboren',
} as const;

/** A fault beside its field; what the number says is told, never the number. */
export function identityFault(visit: ActorVisit, fault: IdentityFault): FieldFault {
  const t = visit.t.rights.register.errors;
  const field = fields[fault.field];
  switch (fault.kind) {
    case 'missing':
      return { field, message: t.missing[fault.field] };
    case 'in-future':
      return { field, message: t.inFuture };
    case 'not-of-number':
      return 'gender' in fault
        ? { field, message: t.otherGender(visit.t.rights.register.genders[fault.gender]) }
        : { field, message: t.otherBirthDate(formatDate(fault.birthDate)) };
    default:
      return { field, message: t.number[fault.kind] };
  }
}
