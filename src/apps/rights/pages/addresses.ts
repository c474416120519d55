import { formatOrganisationCode } from '#directory/institution-number.ts';

export const base = '/gebruikersbeheer';
export const endingAddress = `${base}/loopt-af`;
export const manyAddress = `${base}/toekennen-meerdere-personen`;
export const manyPickAddress = `${manyAddress}/keuze`;
export const catalogueAddress = `${base}/gebruikersrechten`;
export const institutionsAddress = `${base}/instellingen`;
export const peopleAddress = `${base}/personen`;
/** What was ticked in a list, on its way to be prolonged or ended. */
export const chooseAddress = `${base}/keuze`;
export const prolongAddress = `${base}/rechten/verlengen`;
export const endAddress = `${base}/rechten/beeindigen`;
/** Logboek, and the same as a file. */
export const journalAddress = `${base}/logboek`;
export const journalFileAddress = `${journalAddress}/bewaren`;
/** Registering a person; the search before it is a form too, so that no number stands in an address. */
export const registerAddress = `${base}/persoon-registreren`;
export const searchPersonAddress = `${registerAddress}/zoeken`;
/** Invitations by e-mail: the list, and a new one. */
export const invitationsAddress = `${base}/uitnodigingen`;
export const inviteAddress = `${base}/uitnodigen`;
export const endRelationsAddress = `${base}/banden/beeindigen`;
export const prolongRelationAddress = `${base}/banden/verlengen`;
export const removeAddress = `${base}/personen-verwijderen`;
export const removePickAddress = `${removeAddress}/keuze`;
export const formerAddress = `${base}/historische-personen`;
export const listsAddress = `${base}/lijst`;
export const listTemplateAddress = `${listsAddress}/sjabloon`;
/** Geef toegang, and what follows from the wishes before it is given. */
export const accessAddress = `${base}/geef-toegang`;
export const accessPreviewAddress = `${accessAddress}/voorbeeld`;
/** Jaarlijks nazicht: every review, one of them, and starting one. */
export const reviewsAddress = `${base}/nazicht`;
export const startReviewAddress = `${reviewsAddress}/starten`;
/** Mijn profiel, where everybody reads his own rights. */
export const profileAddress = '/mijn-profiel';
export const giveAddress = `${base}/recht-toekennen`;

export function institutionAddress(organisationId: number, query: Readonly<Record<string, string>> = {}): string {
  return withQuery(`${base}/instelling/${formatOrganisationCode(organisationId)}`, query);
}

/** Automatic rights of an institution, or one of them. */
export function automaticAddress(organisationId: number, entitlementId?: string): string {
  const all = `${base}/instelling/${formatOrganisationCode(organisationId)}/automatisch`;
  return entitlementId === undefined ? all : `${all}/${entitlementId}`;
}

export function personAddress(personId: string, query: Readonly<Record<string, string>> = {}): string {
  return withQuery(`${base}/persoon/${personId}`, query);
}

export function relationAddress(personId: string): string {
  return `${base}/persoon/${personId}/band`;
}

/** Overdragen: what somebody holds at an institution, to a successor. */
export function handoverAddress(personId: string, query: Readonly<Record<string, string>> = {}): string {
  return withQuery(`${base}/persoon/${personId}/overdragen`, query);
}

/** Plaatsvervanger: who replaces somebody at an institution. */
export function deputyAddress(personId: string, query: Readonly<Record<string, string>> = {}): string {
  return withQuery(`${base}/persoon/${personId}/plaatsvervanger`, query);
}

export const deputyshipsAddress = '/vervangingen';
export const deputyshipStopped = 'vervanging-gestopt';

export function listAddress(listId: string): string {
  return `${listsAddress}/${listId}`;
}

export function reviewAddress(reviewId: string, query: Readonly<Record<string, string>> = {}): string {
  return withQuery(`${reviewsAddress}/${reviewId}`, query);
}

/** Vraag toegang, with what is asked for as far as it is known. */
export const askAddress = '/toegang-vragen';
/** Vraag een plaatsvervanger, for who names nobody himself. */
export const askDeputyAddress = '/vervanger-vragen';
export const ownRequestsAddress = '/mijn-aanvragen';
export const tasksAddress = '/mijn-taken';

export function taskAddress(requestId: string): string {
  return `${tasksAddress}/${requestId}`;
}

/** What a program wanted to end and is held. */
export function heldAddress(heldId: string): string {
  return `${tasksAddress}/tegengehouden/${heldId}`;
}

/** An institution without head local administrator, for who is asked to name one. */
export function rescueAddress(organisationId: number): string {
  return `${tasksAddress}/zonder-beheerder/${formatOrganisationCode(organisationId)}`;
}

/** An institution that continues as another. */
export function mergerAddress(organisationId: number, query: Readonly<Record<string, string>> = {}): string {
  return withQuery(`${tasksAddress}/fusie/${formatOrganisationCode(organisationId)}`, query);
}

/** An address with only the parameters that say something. */
export function withQuery(path: string, query: Readonly<Record<string, string | undefined>>): string {
  const parameters = Object.entries(query).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return parameters.length === 0 ? path : `${path}?${new URLSearchParams(parameters).toString()}`;
}
