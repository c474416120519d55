/** `held`: another name signed in than was invited. `lapsed`: the inviter could no longer give it when it was accepted. */
export type InvitationState = 'open' | 'held' | 'accepted' | 'withdrawn' | 'refused' | 'lapsed';

export interface PersonName {
  givenName: string;
  familyName: string;
}

/** So often one invitation is mailed: more would be nagging. */
export const mostSent = 5;
/** After signing in with a link one has so long to accept. */
export const visitMinutes = 30;

/**
 * Whether a name is the one that was invited: the family name, and the first of the given names, whatever the capitals, accents
 * and spaces. A register writes every given name; people type one.
 */
export function isSameName(invited: PersonName, signedIn: PersonName): boolean {
  return letters(invited.familyName) === letters(signedIn.familyName) && firstOf(invited) === firstOf(signedIn);
}

const firstOf = ({ givenName }: PersonName): string => letters(givenName.trim().replace(/\s.*/s, ''));

const letters = (text: string): string =>
  text
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z]/g, '');
