import { formatOrganisationCode } from '#directory/institution-number.ts';
import { newId } from '#platform/ids.ts';
import { once, type Attempt, type Samples } from '#tests/wall/attempt.ts';
import type { Town } from '#tests/wall/personas.ts';

/** Somebody to be linked to an institution, in a form that lacks what it needs, so that nothing changes. */
const relations =
  (form?: Record<string, string>): Samples =>
  (town) =>
    Object.entries({
      here: town.personas.user.person?.id,
      elsewhere: town.personas['user elsewhere'].person?.id,
      'that does not exist': newId(),
    }).map(([about, id]) => ({
      about,
      path: `/gebruikersbeheer/persoon/${id}/band`,
      ...(form && { form: { ...form, sleutel: newId() } }),
    }));

/** Somebody's relation with an institution, to be ended or prolonged; a form that lacks what it needs changes nothing. */
const bonds =
  (what: string, form?: Record<string, string>): Samples =>
  (town) =>
    Object.entries({ ...town.relations, 'that does not exist': newId() }).map(([about, band]) =>
      form
        ? { about, path: `/gebruikersbeheer/banden/${what}`, form: { ...form, band, sleutel: newId() } }
        : { about, path: `/gebruikersbeheer/banden/${what}?band=${band}` },
    );

const institutions =
  (path: string): Samples =>
  (town) => [
    { about: 'of mine', path },
    { about: 'here', path: `${path}?instelling=${formatOrganisationCode(town.school.id)}` },
    { about: 'elsewhere', path: `${path}?instelling=${formatOrganisationCode(town.elsewhere.id)}` },
  ];

/** A list that the administrator of our school brought; nobody looked at it yet, so that nothing can be given. */
const ownLists = (town: Town, suffix: string, form?: Record<string, string>): Attempt[] =>
  Object.entries({ 'of the administrator': town.list, 'that does not exist': newId() }).map(([about, id]) => ({
    about,
    path: `/gebruikersbeheer/lijst/${id}${suffix}`,
    ...(form && { form }),
  }));

/** What to try at the pages on persons, relations and lists. */
export const personSamples: Record<string, Samples> = {
  'GET /gebruikersbeheer/persoon/:id/band': relations(),
  'POST /gebruikersbeheer/persoon/:id/band': relations({ van: 'ooit' }),
  'GET /gebruikersbeheer/banden/beeindigen': bonds('beeindigen'),
  'POST /gebruikersbeheer/banden/beeindigen': bonds('beeindigen', { wanneer: 'meteen', reden: '' }),
  'GET /gebruikersbeheer/banden/verlengen': bonds('verlengen'),
  'POST /gebruikersbeheer/banden/verlengen': bonds('verlengen', { tot: '01/01/2020' }),
  'GET /gebruikersbeheer/personen-verwijderen': institutions('/gebruikersbeheer/personen-verwijderen'),
  'POST /gebruikersbeheer/personen-verwijderen/keuze': once({ instelling: '', band: 'geen' }),
  'GET /gebruikersbeheer/historische-personen': institutions('/gebruikersbeheer/historische-personen'),
  'POST /gebruikersbeheer/lijst': once({ sleutel: newId(), lijst: '' }),
  'GET /gebruikersbeheer/lijst/:id': (town) => ownLists(town, ''),
  'GET /gebruikersbeheer/lijst/:id/fouten': (town) => ownLists(town, '/fouten'),
  'POST /gebruikersbeheer/lijst/:id/bevestigen': (town) => ownLists(town, '/bevestigen', {}),
  'POST /gebruikersbeheer/persoon-registreren': once({ sleutel: newId(), nummer: '1' }),
  'POST /gebruikersbeheer/persoon-registreren/zoeken': once({ op: 'nummer', nummer: '1' }),
};
