import type { GrantObstacle } from '#apps/rights/model.ts';
import { formatOrganisationCode } from '#directory/institution-number.ts';
import type { Organisation } from '#directory/organisations.ts';
import type { Messages } from '#i18n/index.ts';
import type { FieldFault } from '#ui/components/error-summary.tsx';
import { formatDate } from '#ui/format.ts';

/** `034793 GBS De Wegwijzer`. */
export function organisationLabel(organisation: Pick<Organisation, 'id' | 'name'>): string {
  return `${formatOrganisationCode(organisation.id)} ${organisation.name}`;
}

export function personLabel(person: { givenName: string; familyName: string }): string {
  return `${person.givenName} ${person.familyName}`;
}

/** The right with the roles in which it is held. */
export function rightLabel(grant: { entitlementName: string; contexts: readonly string[] }): string {
  return grant.contexts.length === 0
    ? grant.entitlementName
    : `${grant.entitlementName} (${grant.contexts.join(', ')})`;
}

/** "A, B en C". */
export function enumerate(words: readonly string[], and: string): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')}${and}${words.at(-1) ?? ''}`;
}

/** An obstacle as a sentence beside the field it belongs to. */
export function faultOf(obstacle: GrantObstacle, t: Messages): FieldFault {
  const { errors, limits } = t.rights.give;
  switch (obstacle.kind) {
    case 'own-admin-right':
    case 'other-target-group':
      return { field: 'recht', message: errors[obstacle.kind] };
    case 'begins-in-past':
      return { field: 'van', message: errors[obstacle.kind] };
    case 'not-yet-in-catalogue':
    case 'begins-before-relation':
      return { field: 'van', message: errors[obstacle.kind](formatDate(obstacle.from)) };
    case 'ends-before-begin':
      return { field: 'tot', message: errors[obstacle.kind] };
    case 'ends-too-late':
      return { field: 'tot', message: errors[obstacle.kind](formatDate(obstacle.latest), limits[obstacle.because]) };
    case 'context-missing':
    case 'context-unknown':
      return { field: 'context', message: errors[obstacle.kind] };
  }
}

export const errorOf = (faults: readonly FieldFault[], field: string): string | undefined =>
  faults.find((fault) => fault.field === field)?.message;
