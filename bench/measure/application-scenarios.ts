import { benchFeed } from '../generate/parts/agenda.ts';
import { alertScenarios, answersQuestions, asksQuestions, sharesDocuments } from './talk-scenarios.ts';
import { asked, idsIn, nextIn, read, type Asked, type Looker, type Scenario } from './request.ts';

/** Every page of the other applications: p95 at one client, in milliseconds. */
export const pageBar = 80;
/** An institution of the secretary and the board. */
export const institution = '001009';

/** Everything beside the library, as each persona uses it. The list behind the bell comes last: it empties the bell. */
export async function applicationScenarios(looker: Looker): Promise<Scenario[]> {
  const { persona } = looker;
  return (await askedBy(looker)).map((asked) => ({ ...asked, persona, bar: pageBar }));
}

async function askedBy(looker: Looker): Promise<Asked[]> {
  switch (looker.persona) {
    case 'secretary':
    case 'board':
      return [
        ...forEverybody(looker),
        ...(await sends(looker)),
        ...(looker.persona === 'board' ? numbersOf(looker) : []),
        ...(await asksQuestions(looker)),
        ...(await sharesDocuments(looker)),
        ...alertScenarios(looker),
      ];
    case 'staff':
      return [
        ...forEverybody(looker).filter(({ name }) => !name.startsWith('contacts')),
        ...(await asksQuestions(looker)),
        ...(await sharesDocuments(looker)),
        ...alertScenarios(looker),
      ];
    case 'handler':
      return handles(looker);
    case 'answerer':
      return answersQuestions(looker);
    case 'editor':
      return [
        asked(looker, 'agenda items of a service', ['/agendabeheer', '/agendabeheer?voorbij=1']),
        asked(looker, 'contacts that are kept', ['/contactbeheer']),
        asked(looker, 'contacts of an institution, to keep', [`/contactbeheer/instelling/${institution}`]),
      ];
    case 'health':
      return [
        asked(looker, 'emergency numbers, which institution', [
          '/noodnummers-opvragen',
          '/noodnummers-opvragen?q=basis',
        ]),
        asked(looker, 'emergency numbers, reason', [`/noodnummers-opvragen/${institution}`]),
      ];
    case 'administrator':
      return [];
  }
}

const forEverybody = (looker: Looker): Asked[] => [
  asked(looker, 'start page with the bell', ['/']),
  asked(looker, 'agenda', ['/agenda', '/basisonderwijs/agenda', '/agenda?soort=formulier']),
  asked(looker, 'agenda, month', ['/agenda?maand=2026-11', '/agenda?maand=2027-03']),
  asked(looker, 'agenda, past', ['/agenda?voorbij=1', '/agenda?voorbij=1&vanaf=100']),
  asked(looker, 'agenda as calendar feed', [`/agenda/feed/${benchFeed(looker.persona)}`]),
  asked(looker, 'contacts', ['/contacten', '/basisonderwijs/contactpersonen']),
  asked(looker, 'why not this', ['/waarom']),
];

async function sends(looker: Looker): Promise<Asked[]> {
  const base = '/basisonderwijs/document-versturen';
  const overview = await read(looker, `${base}/overzicht`);
  const ids = idsIn(overview, 'verstuurd').slice(0, 30);
  if (ids.length === 0) throw new Error(`The ${looker.persona} sees nothing that was sent`);
  return [
    asked(looker, 'send: form', [`${base}?instelling=${institution}`]),
    asked(looker, 'send: overview', [`${base}/overzicht`, ...nextIn(overview)]),
    asked(looker, 'send: overview, filtered', [
      `${base}/overzicht?toestand=finished`,
      `${base}/overzicht?schooljaar=2025`,
    ]),
    asked(
      looker,
      'send: one submission',
      ids.map((id) => `/verstuurd/${id}`),
    ),
    asked(
      looker,
      'send: receipt',
      ids.map((id) => `/verstuurd/${id}/ontvangstbewijs`),
    ),
    asked(looker, 'send: forms of the catalogue', ['/formulieren']),
  ];
}

const numbersOf = (looker: Looker): Asked[] => [
  asked(looker, 'emergency numbers of a school', [`/basisonderwijs/noodnummers?instelling=${institution}`]),
  asked(looker, 'emergency numbers, which school', ['/basisonderwijs/noodnummers']),
];

async function handles(looker: Looker): Promise<Asked[]> {
  const base = '/ontvangen-documenten';
  const list = await read(looker, base);
  return [
    asked(looker, 'work of a service', [base, ...nextIn(list)]),
    asked(
      looker,
      'work of a service, filtered',
      ['received', 'in-progress', 'finished'].map((state) => `${base}?toestand=${state}`),
    ),
    asked(
      looker,
      'one submission, to handle',
      idsIn(list, 'ontvangen-documenten')
        .slice(0, 30)
        .map((id) => `${base}/${id}`),
    ),
  ];
}
