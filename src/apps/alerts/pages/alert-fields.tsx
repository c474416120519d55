import type { ActorVisit } from '#access/visit.ts';
import type { AlertSettings } from '#apps/alerts/settings.ts';
import { RadioGroup } from '#ui/components/choice-group.tsx';

export const rhythmsAddress = '/mijn-profiel/attendering';

/** Attendering Aan/Uit and Dagelijks/Wekelijks, as parts of the form of Mijn profiel (NO-1). */
export const AlertFields = ({
  visit,
  chosen,
}: {
  visit: ActorVisit;
  chosen: Pick<AlertSettings, 'isOn' | 'rhythm'>;
}) => {
  const t = visit.t.alerts.fields;
  return (
    <>
      <RadioGroup
        t={visit.t.ui}
        name="attendering"
        label={t.label}
        hint={t.hint}
        choices={[
          { value: 'aan', label: t.on, checked: chosen.isOn },
          { value: 'uit', label: t.off, checked: !chosen.isOn },
        ]}
      />
      <RadioGroup
        t={visit.t.ui}
        name="ritme"
        label={t.rhythm}
        choices={[
          { value: 'dagelijks', label: t.daily, hint: t.dailyHint, checked: chosen.rhythm === 'daily' },
          { value: 'wekelijks', label: t.weekly, hint: t.weeklyHint, checked: chosen.rhythm === 'weekly' },
        ]}
      />
    </>
  );
};

/** What the fields say; undefined when the form did not carry them. */
export function alertsOf(form: FormData): Pick<AlertSettings, 'isOn' | 'rhythm'> | undefined {
  const choice = form.get('attendering');
  if (choice !== 'aan' && choice !== 'uit') return undefined;
  return { isOn: choice === 'aan', rhythm: form.get('ritme') === 'wekelijks' ? 'weekly' : 'daily' };
}
