import { benchFeed, type Worker } from '../generate/applications.ts';
import type { PersonaName, Request, Scenario } from './scenarios.ts';

/** Every page of the other applications: p95 at one client, in milliseconds. */
const bar = 80;
/** An institution of the secretary and the board. */
const institution = '001009';

interface Looker {
  origin: string;
  persona: PersonaName | Worker;
  cookie: string;
}

interface Asked {
  name: string;
  paths: readonly string[];
}

/** Agenda, contacts, Document versturen, Noodnummers and linked applications, as each persona uses them. */
export async function applicationScenarios(looker: Looker): Promise<Scenario[]> {
  const { persona, cookie } = looker;
  const request = (path: string): Request => ({ path, headers: { cookie } });
  return (await askedBy(looker)).map(({ name, paths }) => ({ name, persona, bar, requests: paths.map(request) }));
}

async function askedBy(looker: Looker): Promise<Asked[]> {
  switch (looker.persona) {
    case 'secretary':
      return [...forEverybody(looker), ...(await sends(looker))];
    case 'board':
      return [
        ...forEverybody(looker),
        ...(await sends(looker)),
        { name: 'emergency numbers of a school', paths: [`/basisonderwijs/noodnummers?instelling=${institution}`] },
        { name: 'emergency numbers, which school', paths: ['/basisonderwijs/noodnummers'] },
      ];
    case 'staff':
      return forEverybody(looker).filter(({ name }) => !name.startsWith('contacts'));
    case 'handler':
      return handles(looker);
    case 'editor':
      return [
        { name: 'agenda items of a service', paths: ['/agendabeheer', '/agendabeheer?voorbij=1'] },
        { name: 'contacts that are kept', paths: ['/contactbeheer'] },
        { name: 'contacts of an institution, to keep', paths: [`/contactbeheer/instelling/${institution}`] },
      ];
    case 'health':
      return [
        {
          name: 'emergency numbers, which institution',
          paths: ['/noodnummers-opvragen', '/noodnummers-opvragen?q=basis'],
        },
        { name: 'emergency numbers, reason', paths: [`/noodnummers-opvragen/${institution}`] },
      ];
  }
}

const forEverybody = ({ persona }: Looker): Asked[] => [
  { name: 'agenda', paths: ['/agenda', '/basisonderwijs/agenda', '/agenda?soort=formulier'] },
  { name: 'agenda, month', paths: ['/agenda?maand=2026-11', '/agenda?maand=2027-03'] },
  { name: 'agenda, past', paths: ['/agenda?voorbij=1', '/agenda?voorbij=1&vanaf=100'] },
  { name: 'agenda as calendar feed', paths: [`/agenda/feed/${benchFeed(persona)}`] },
  { name: 'contacts', paths: ['/contacten', '/basisonderwijs/contactpersonen'] },
];

async function sends(looker: Looker): Promise<Asked[]> {
  const base = '/basisonderwijs/document-versturen';
  const overview = await read(looker, `${base}/overzicht`);
  const ids = idsIn(overview, 'verstuurd').slice(0, 30);
  if (ids.length === 0) throw new Error(`The ${looker.persona} sees nothing that was sent`);
  return [
    { name: 'send: form', paths: [`${base}?instelling=${institution}`] },
    { name: 'send: overview', paths: [`${base}/overzicht`, ...nextIn(overview)] },
    {
      name: 'send: overview, filtered',
      paths: [`${base}/overzicht?toestand=finished`, `${base}/overzicht?schooljaar=2025`],
    },
    { name: 'send: one submission', paths: ids.map((id) => `/verstuurd/${id}`) },
    { name: 'send: receipt', paths: ids.map((id) => `/verstuurd/${id}/ontvangstbewijs`) },
    { name: 'send: forms of the catalogue', paths: ['/formulieren'] },
  ];
}

async function handles(looker: Looker): Promise<Asked[]> {
  const list = await read(looker, '/ontvangen-documenten');
  const ids = idsIn(list, 'ontvangen-documenten').slice(0, 30);
  return [
    { name: 'work of a service', paths: ['/ontvangen-documenten', ...nextIn(list)] },
    {
      name: 'work of a service, filtered',
      paths: ['received', 'in-progress', 'finished'].map((state) => `/ontvangen-documenten?toestand=${state}`),
    },
    { name: 'one submission, to handle', paths: ids.map((id) => `/ontvangen-documenten/${id}`) },
  ];
}

async function read({ origin, cookie }: Looker, path: string): Promise<string> {
  const answer = await fetch(`${origin}${path}`, { headers: { cookie }, redirect: 'manual' });
  if (answer.status !== 200) throw new Error(`${path} answers ${answer.status}`);
  return answer.text();
}

const idsIn = (html: string, base: string): string[] =>
  [...html.matchAll(new RegExp(`href="/${base}/([0-9a-f-]{36})"`, 'g'))].map((match) => match[1] ?? '');

const nextIn = (html: string): string[] =>
  [...html.matchAll(/href="([^"]*[?&;]na=[^"]+)"/g)]
    .slice(0, 1)
    .map((match) => (match[1] ?? '').replaceAll('&amp;', '&'));
