import type { z } from 'zod';
import type { ActorVisit } from '#access/visit.ts';
import type { LinkObstacle } from '#apps/rights/commands/link-person.ts';
import { suggestEnds, type Holiday } from '#apps/rights/end-dates.ts';
import type { linkInput } from '#apps/rights/inputs.ts';
import { headAdmin, portalAdmin, portalUser } from '#apps/rights/model.ts';
import { chosenEnd, EndDate } from '#apps/rights/pages/end-date.tsx';
import { errorOf, faultOf, organisationLabel } from '#apps/rights/pages/words.ts';
import { parseDay } from '#apps/rights/period.ts';
import { readCatalogue } from '#apps/rights/queries/catalogue.ts';
import { managedOrganisations } from '#apps/rights/queries/scope.ts';
import type { Rescue } from '#apps/rights/rescue/model.ts';
import { findOwnRescue } from '#apps/rights/rescue/queries.ts';
import { categories } from '#apps/rights/registering.ts';
import { formatOrganisationCode, parseOrganisationCode } from '#directory/institution-number.ts';
import { listOrganisations } from '#directory/organisations.ts';
import { listSchoolHolidays } from '#directory/school-holidays.ts';
import { RadioGroup, type Choice } from '#ui/components/choice-group.tsx';
import type { FieldFault } from '#ui/components/error-summary.tsx';
import { DateInput, Select, type Option } from '#ui/components/inputs.tsx';
import { formatDate } from '#ui/format.ts';

/** What was typed, by the name of its field. */
export type Typed = Readonly<Record<string, string | undefined>>;

const withoutRight = 'geen';

/** What can be chosen: institutions whose rights the actor manages, and what he may give with the relation. */
export interface LinkChoices {
  institutions: readonly Option[];
  rights: readonly Choice[];
  holidays: readonly Holiday[];
}

/** Rights that say that somebody is gebruiker or (collega-)beheerder of an institution (001), in that order. */
const roles = [portalUser, portalAdmin, headAdmin, 'edison-admin'];

export async function linkChoices(visit: ActorVisit, typed: Typed): Promise<LinkChoices> {
  const t = visit.t.rights.register;
  const chosen = typed.rol;
  const rescue = await rescueOf(visit, typed);
  const { entitlements, delegations } = await readCatalogue(visit.db);
  const mine = new Set(visit.actor.grants.map((grant) => grant.entitlement));
  const given = new Set(
    delegations.filter((one) => mine.has(one.giver) && !one.onlyWithoutHeadAdmin).map((one) => one.given),
  );
  const offered = roles.flatMap((id) => entitlements.filter((one) => one.id === id && given.has(id)));
  const holidays = await listSchoolHolidays(visit.db);
  if (rescue)
    return {
      holidays,
      institutions: [
        { value: formatOrganisationCode(rescue.organisationId), label: organisationLabel(namedOf(rescue)) },
      ],
      rights: entitlements
        .filter(({ id }) => id === headAdmin)
        .map(({ id, name }) => ({ value: id, label: `${t.fellowAdmin}: ${name}`, checked: true })),
    };
  const open = (await listOrganisations(visit.db, managedOrganisations(visit.actor))).filter((one) => one.isOpen);
  return {
    holidays,
    institutions: open.map((one) => ({ value: formatOrganisationCode(one.id), label: organisationLabel(one) })),
    rights: [
      ...offered.map(({ id, name, isAdmin }) => ({
        value: id,
        label: `${isAdmin ? t.fellowAdmin : t.user}: ${name}`,
        checked: chosen === id,
      })),
      { value: withoutRight, label: t.noRight, hint: t.noRightHint, checked: !chosen || chosen === withoutRight },
    ],
  };
}

const namedOf = ({ organisationId: id, organisationName: name }: Rescue) => ({ id, name });

/** The institution that was asked about, where the actor manages nothing and is asked to name its head local administrator. */
export async function rescueOf(visit: ActorVisit, typed: Typed): Promise<Rescue | undefined> {
  const organisationId = parseOrganisationCode(typed.instelling ?? '');
  if (organisationId === undefined || managedOrganisations(visit.actor).includes(organisationId)) return undefined;
  return findOwnRescue(visit.db, visit.actor, organisationId);
}

interface LinkFieldsProps {
  readonly visit: ActorVisit;
  readonly choices: LinkChoices;
  readonly typed: Typed;
  readonly faults: readonly FieldFault[];
}

/** Relation and first right: with which institution, as what, from when to when (RI-1). */
export const LinkFields = ({ visit, choices, typed, faults }: LinkFieldsProps) => {
  const t = visit.t.rights.register;
  const { today } = visit.actor;
  const [only, another] = choices.institutions;
  const suggestions = suggestEnds(parseDay(typed.van ?? '') ?? today, null, choices.holidays);
  return (
    <>
      {only && !another ? (
        <>
          <input type="hidden" name="instelling" value={only.value} />
          <p>{t.linkedTo(only.label)}</p>
        </>
      ) : (
        <Select
          t={visit.t.ui}
          name="instelling"
          label={t.institution}
          placeholder={t.chooseInstitution}
          options={choices.institutions}
          value={typed.instelling}
          error={errorOf(faults, 'instelling')}
        />
      )}
      <Select
        t={visit.t.ui}
        name="categorie"
        label={t.category}
        options={categories.map((value) => ({ value, label: t.categories[value] }))}
        value={typed.categorie}
      />
      <DateInput
        t={visit.t.ui}
        name="van"
        label={t.from}
        value={typed.van ?? formatDate(today)}
        error={errorOf(faults, 'van')}
      />
      <EndDate
        visit={visit}
        name="tot"
        label={t.until}
        hint={t.untilHint}
        optional
        value={typed.tot ?? ''}
        error={errorOf(faults, 'tot')}
        suggestions={suggestions}
      />
      <RadioGroup
        t={visit.t.ui}
        name="rol"
        label={t.role}
        hint={t.roleHint}
        choices={choices.rights}
        error={errorOf(faults, 'rol')}
      />
      <EndDate
        visit={visit}
        name="rechttot"
        label={t.rightUntil}
        hint={t.rightUntilHint}
        optional
        value={typed.rechttot ?? formatDate(suggestions[0]?.day ?? today)}
        error={errorOf(faults, 'rechttot')}
        suggestions={suggestions}
      />
    </>
  );
};

/** What was typed with the day that a button chose; undefined when the form was sent by another button. */
export function withChosenEnd(typed: Typed): Typed | undefined {
  const fields = { get: (name: string) => typed[name] ?? null };
  const [tot, rechttot] = [chosenEnd(fields), chosenEnd(fields, 'rechttot')];
  if (tot === undefined && rechttot === undefined) return undefined;
  return { ...typed, ...(tot !== undefined && { tot }), ...(rechttot !== undefined && { rechttot }) };
}

type LinkInput = z.input<typeof linkInput>;

/** The relation that was typed, or what cannot be understood of it. */
export function readLink(visit: ActorVisit, typed: Typed): { link: LinkInput | null; faults: FieldFault[] } {
  const t = visit.t.rights.register.errors;
  const organisationId = parseOrganisationCode(typed.instelling ?? '');
  const from = parseDay(typed.van ?? '');
  const until = typed.tot?.trim() ? parseDay(typed.tot) : null;
  const entitlementId = typed.rol && typed.rol !== withoutRight ? typed.rol : null;
  const rightUntil = entitlementId ? parseDay(typed.rechttot ?? '') : null;
  const { day } = visit.t.rights.give.errors;
  const faults = [
    ...(organisationId === undefined ? [{ field: 'instelling', message: t.institution }] : []),
    ...(from === undefined ? [{ field: 'van', message: day }] : []),
    ...(until === undefined ? [{ field: 'tot', message: day }] : []),
    ...(rightUntil === undefined ? [{ field: 'rechttot', message: day }] : []),
  ];
  const category = categories.find((one) => one === typed.categorie) ?? categories[0];
  const complete =
    organisationId !== undefined && from !== undefined && until !== undefined && rightUntil !== undefined;
  if (!complete) return { link: null, faults };
  const right = entitlementId && rightUntil ? { entitlementId, until: rightUntil } : null;
  return { link: { organisationId, category, from, until, right }, faults };
}

/** An obstacle of the link beside its field. */
export function linkFault(visit: ActorVisit, obstacle: LinkObstacle): FieldFault {
  const t = visit.t.rights.register.errors;
  switch (obstacle.kind) {
    case 'ends-before-begin':
      return { field: 'tot', message: t[obstacle.kind] };
    case 'too-far-away':
      return { field: 'van', message: t[obstacle.kind] };
    case 'already-related':
      return { field: 'instelling', message: t[obstacle.kind] };
    case 'right-missing':
      return { field: 'rol', message: visit.t.rights.rescue.rightMissing };
    case 'right-not-yours':
    case 'has-right-already':
      return { field: 'rol', message: t[obstacle.kind] };
    case 'right': {
      const { field, message } = faultOf(obstacle.obstacle, visit.t);
      return { field: field === 'tot' ? 'rechttot' : field === 'van' ? 'van' : 'rol', message };
    }
  }
}
