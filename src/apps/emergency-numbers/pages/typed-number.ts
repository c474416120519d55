import { longest, type SealedNumber } from '#apps/emergency-numbers/model.ts';
import { readPhone } from '#apps/emergency-numbers/phone.ts';
import { parseDay } from '#apps/rights/index.ts';
import type { Messages } from '#i18n/index.ts';
import { isId } from '#platform/ids.ts';
import type { FieldFault } from '#ui/components/error-summary.tsx';
import { formatDate } from '#ui/format.ts';

/** A form as it was typed. */
export interface TypedNumber {
  phone: string;
  holder: string;
  label: string;
  callOrder: string;
  from: string;
  until: string;
}

export interface UnderstoodNumber {
  /** E.164; null: the number that is there stays. */
  phone: string | null;
  holderId: string | null;
  label: string;
  callOrder: number;
  from: string | null;
  until: string | null;
}

export const nothingTyped = (callOrder: number): TypedNumber => ({
  phone: '',
  holder: '',
  label: '',
  callOrder: String(Math.min(callOrder, 9)),
  from: '',
  until: '',
});

/** What is known, without the number itself: it is typed anew or stays. */
export function typedOf(number: SealedNumber): TypedNumber {
  return {
    phone: '',
    holder: number.holderId ?? '',
    label: number.label,
    callOrder: String(number.callOrder),
    from: number.from ? formatDate(number.from) : '',
    until: number.until ? formatDate(number.until) : '',
  };
}

export function readTyped(form: FormData): TypedNumber {
  const text = (name: string): string => {
    const value = form.get(name);
    return typeof value === 'string' ? value.trim().slice(0, 1000) : '';
  };
  return {
    phone: text('nummer'),
    holder: text('wie'),
    label: text('omschrijving'),
    callOrder: text('volgorde'),
    from: text('van'),
    until: text('tot'),
  };
}

/** What was typed as a number, or a sentence beside each field that is not in order. */
export function understand(
  typed: TypedNumber,
  t: Messages,
  isNew: boolean,
): { number: UnderstoodNumber } | { faults: FieldFault[] } {
  const errors = t.emergencyNumbers.errors;
  const phone = typed.phone === '' && !isNew ? null : readPhone(typed.phone);
  const from = typed.from === '' ? null : parseDay(typed.from);
  const until = typed.until === '' ? null : parseDay(typed.until);
  const label = typed.label !== '' && typed.label.length <= longest.label;
  const wrong = (field: string, is: boolean, message: string): FieldFault[] => (is ? [{ field, message }] : []);
  const faults = [
    ...wrong('nummer', phone === undefined, errors.phone),
    ...wrong('omschrijving', !label, errors.label(longest.label)),
    ...wrong('volgorde', !/^[1-9]$/.test(typed.callOrder), errors.callOrder),
    ...wrong('van', from === undefined, errors.day),
    ...wrong('tot', until === undefined, errors.day),
    ...wrong('tot', Boolean(from && until && until < from), errors.untilBeforeFrom),
  ];
  if (faults.length > 0 || phone === undefined || from === undefined || until === undefined) return { faults };
  const holderId = isId(typed.holder) ? typed.holder : null;
  return { number: { phone, holderId, label: typed.label, callOrder: Number(typed.callOrder), from, until } };
}
