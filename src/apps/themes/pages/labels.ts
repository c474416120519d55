import type { ActorVisit } from '#access/visit.ts';
import type { Confidentiality, GridAdministrator, Theme } from '#apps/themes/model.ts';
import type { Confidentiality as State } from '#ui/components/badge.tsx';

const states: Record<Confidentiality, State> = {
  open: 'open',
  confidential: 'confidential',
  'very-confidential': 'veryConfidential',
};

export const stateOf = (theme: { confidentiality: Confidentiality }): State => states[theme.confidentiality];

/** "Leerlingen (vertrouwelijk)": the name alone would be ambiguous. */
export function themeLabel(theme: Pick<Theme, 'name' | 'confidentiality'>, t: ActorVisit['t']): string {
  return t.themes.label(theme.name, t.ui.confidentiality[stateOf(theme)]);
}

/** Family name first, as the list is ordered. */
export const listName = (person: Pick<GridAdministrator, 'givenName' | 'familyName'>): string =>
  `${person.familyName} ${person.givenName}`;
