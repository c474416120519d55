import { application, form, opensApplication, page } from '#access/route.ts';
import { numbersPage } from '#apps/emergency-numbers/pages/numbers.tsx';
import { readAddress } from '#apps/emergency-numbers/pages/place.ts';
import { purposePage, searchPage, sendPurpose } from '#apps/emergency-numbers/pages/read.tsx';
import { newPage, numberPage, sendNew, sendNumber } from '#apps/emergency-numbers/pages/register.tsx';
import { readsNumbers, registersNumbers } from '#apps/emergency-numbers/rule.ts';

export {
  changeNumber,
  confirmNumber,
  registerNumber,
  removeNumber,
  removeNumbersOfLeavers,
} from '#apps/emergency-numbers/commands/keep-numbers.ts';
export { readNumbers } from '#apps/emergency-numbers/commands/read-numbers.ts';
export { numbersOf } from '#apps/emergency-numbers/views.ts';

const administrators = opensApplication('emergency-numbers', registersNumbers);
const team = opensApplication('emergency-numbers-read', readsNumbers);

/** Noodnummers: a school or centre registers them for the infectious-disease team (NN-1). */
export const emergencyNumbers = application({
  id: 'emergency-numbers',
  name: (t) => t.emergencyNumbers.name,
  opensFor: registersNumbers,
  place: 'level',
  path: 'noodnummers',
  levels: 'all',
  routes: [
    page('/:level/noodnummers', administrators, numbersPage),
    page('/:level/noodnummers/nieuw', administrators, newPage),
    form('/:level/noodnummers/nieuw', administrators, sendNew),
    page('/:level/noodnummers/:id', administrators, numberPage),
    form('/:level/noodnummers/:id', administrators, sendNumber),
  ],
});

/** The team reads them, each time for a case and with a reason that the school sees. */
export const emergencyNumbersRead = application({
  id: 'emergency-numbers-read',
  name: (t) => t.emergencyNumbers.team.name,
  opensFor: readsNumbers,
  place: 'start',
  path: 'noodnummers-opvragen',
  levels: 'all',
  routes: [
    page(readAddress, team, searchPage),
    page(`${readAddress}/:nummer`, team, purposePage),
    form(`${readAddress}/:nummer`, team, sendPurpose),
  ],
});
