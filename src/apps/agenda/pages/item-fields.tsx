import type { ActorVisit } from '#access/visit.ts';
import { longest } from '#apps/agenda/inputs.ts';
import { institutionKinds } from '#apps/agenda/model.ts';
import type { TypedItem } from '#apps/agenda/pages/typed-item.ts';
import { levels } from '#directory/levels.ts';
import type { Organisation } from '#directory/organisations.ts';
import { CheckboxGroup, RadioGroup } from '#ui/components/choice-group.tsx';
import type { FieldFault } from '#ui/components/error-summary.tsx';
import { DateInput, Select, TextArea, TextInput } from '#ui/components/inputs.tsx';

interface ItemFieldsProps {
  visit: ActorVisit;
  typed: TypedItem;
  faults: readonly FieldFault[];
  /** Services to choose from, when there are several. */
  services: readonly Organisation[];
}

/** The fields of a milestone or event, with what was typed and what is wrong with it. */
export const ItemFields = ({ visit, typed, faults, services }: ItemFieldsProps) => {
  const t = visit.t.agenda.keep.fields;
  const of = (name: string) => ({ t: visit.t.ui, name, error: faults.find((fault) => fault.field === name)?.message });
  return (
    <>
      <Service visit={visit} typed={typed} services={services} />
      <RadioGroup
        {...of('soort')}
        label={t.kind}
        choices={[
          { value: 'event', label: t.event, hint: t.eventHint, checked: typed.kind !== 'milestone' },
          { value: 'milestone', label: t.milestone, hint: t.milestoneHint, checked: typed.kind === 'milestone' },
        ]}
      />
      <TextInput {...of('titel')} label={t.title} value={typed.title} maxlength={longest.title} />
      <div class="field-row">
        <DateInput {...of('begin')} label={t.begins} value={typed.begins} />
        <TextInput
          {...of('beginuur')}
          label={t.beginsAt}
          hint={t.timeHint}
          width="short"
          value={typed.beginsAt}
          optional
        />
      </div>
      <div class="field-row">
        <DateInput {...of('einde')} label={t.ends} hint={t.endsHint} value={typed.ends} optional />
        <TextInput {...of('einduur')} label={t.endsAt} hint={t.timeHint} width="short" value={typed.endsAt} optional />
      </div>
      <CheckboxGroup
        {...of('niveau')}
        label={t.levels}
        choices={levels.map((level) => ({
          value: String(level.id),
          label: level.name[visit.lang],
          checked: typed.levels.includes(level.id),
        }))}
      />
      <CheckboxGroup
        {...of('instellingen')}
        label={t.kinds}
        hint={t.kindsHint}
        optional
        choices={institutionKinds.map((kind) => ({
          value: kind,
          label: visit.t.agenda.institutionKinds[kind],
          checked: typed.kinds.includes(kind),
        }))}
      />
      <TextInput
        {...of('plaats')}
        label={t.place}
        hint={t.placeHint}
        value={typed.place}
        maxlength={longest.place}
        optional
      />
      <TextInput
        {...of('link')}
        label={t.link}
        hint={t.linkHint}
        value={typed.link}
        maxlength={longest.link}
        optional
      />
      <TextArea
        {...of('omschrijving')}
        label={t.description}
        value={typed.description}
        maxlength={longest.description}
        optional
      />
    </>
  );
};

const Service = ({ visit, typed, services }: Omit<ItemFieldsProps, 'faults'>) => {
  const [only, second] = services;
  if (!only) return null;
  if (!second) return <input type="hidden" name="dienst" value={String(only.id)} />;
  return (
    <Select
      t={visit.t.ui}
      name="dienst"
      label={visit.t.agenda.keep.fields.service}
      value={typed.service}
      options={services.map(({ id, name }) => ({ value: String(id), label: name }))}
    />
  );
};
