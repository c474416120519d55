import type { SearchWords } from '../generate/search-words.ts';
import { idsIn, read, type Looker as Anybody, type PersonaName, type Request, type Scenario } from './request.ts';

const listBar = { secretary: 50, board: 80, staff: 150 };
const searchBar = { secretary: 80, board: 120, staff: 300 };
const documentBar = 30;
const pageBar = 80;
/** The open themes that institutions of every size have documents of. */
const openThemes = [1, 2, 4, 6, 8, 10, 13];

type Looker = Anybody<PersonaName> & { words: SearchWords };

/** What one persona does; addresses of second pages and documents are read from the pages themselves. */
export async function scenariosOf(looker: Looker): Promise<Scenario[]> {
  const { persona, cookie, words } = looker;
  const list = await read(looker, '/documenten');
  const second = nextPage(list);
  const ids = [...documentIds(list), ...documentIds(second ? await read(looker, second) : '')];
  if (ids.length < 50) throw new Error(`The list of the ${persona} shows only ${ids.length} documents`);
  const shareable = documentIds(await read(looker, `/documenten?${openThemes.map((id) => `thema=${id}`).join('&')}`));
  const requests = (paths: readonly string[], headers: Record<string, string> = {}): Request[] =>
    paths.map((path) => ({ path, headers: { cookie, ...headers } }));
  const scenario = (name: string, bar: number | null, made: readonly Request[]): Scenario => ({
    name,
    persona,
    bar,
    requests: made,
  });
  const search = (found: readonly { text: string }[], more = '') =>
    requests(found.map(({ text }) => `/documenten?q=${encodeURIComponent(text)}${more}`));
  return [
    scenario('list, newest 50 with counts', listBar[persona], requests(['/documenten'])),
    scenario('list of one level', null, requests(['/basisonderwijs/documenten'])),
    scenario('list, theme and school year', null, requests(filters())),
    ...(persona === 'secretary'
      ? []
      : [
          scenario(
            'list, one institution',
            null,
            requests(['/documenten?instelling=1009', '/documenten?instelling=1036']),
          ),
        ]),
    scenario('list, second page', null, requests(second ? [second] : ['/documenten'])),
    scenario('search, rare word', searchBar[persona], search(words.rare)),
    scenario('search, middling word', searchBar[persona], search(words.middling)),
    scenario('search, common word', searchBar[persona], search(words.common)),
    scenario('search, two words', null, search(pairs(words))),
    scenario('search, phrase of common words', null, search(words.phrases)),
    scenario('search, common word by relevance', null, search(words.common, '&volgorde=passend')),
    scenario('search, middling word in one theme', null, search(words.middling, '&thema=3')),
    scenario('open a document', documentBar, requests(ids.slice(0, 60).map((id) => `/document/${id}`))),
    scenario(
      'share a document, first step',
      pageBar,
      requests(shareable.slice(0, 30).map((id) => `/document/${id}/delen`)),
    ),
    ...(persona === 'board'
      ? overviews(await read(looker, '/basisonderwijs/themabeheer?kies')).map(({ name, paths }) =>
          scenario(name, pageBar, requests(paths)),
        )
      : []),
    scenario(
      'file, first 64 KB',
      null,
      requests(
        ids.slice(0, 60).map((id) => `/document/${id}/bestand`),
        { range: 'bytes=0-65535' },
      ),
    ),
  ];
}

const documentIds = (html: string): string[] => idsIn(html, 'document');

/** What administrators oversee besides the grids of themes, of the institutions on the page where one is chosen. */
function overviews(grids: string): { name: string; paths: string[] }[] {
  const numbers = [...grids.matchAll(/themabeheer\?instelling=(\d{6})/g)].slice(0, 20).map((match) => match[1] ?? '');
  const paths = (which: string) => numbers.map((number) => `/basisonderwijs/themabeheer/${which}?instelling=${number}`);
  return [
    { name: 'what was shared of an institution', paths: paths('gedeeld') },
    { name: 'who read pay overviews of an institution', paths: paths('lezingen') },
  ];
}

function nextPage(html: string): string | null {
  return /href="(\/documenten\?[^"]*\bna=[^"]+)"/.exec(html)?.[1]?.replaceAll('&amp;', '&') ?? null;
}

const filters = (): string[] =>
  [3, 6, 11].flatMap((theme) => [2023, 2025].map((year) => `/documenten?thema=${theme}&schooljaar=${year}`));

const pairs = ({ common, middling }: SearchWords): { text: string }[] =>
  middling.map((word, index) => ({ text: `${word.text} ${common[index % common.length]?.text ?? ''}` }));
