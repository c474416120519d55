import { asked, idsIn, read, sent, type Asked, type Looker } from './request.ts';

/** The open themes that institutions of every size have documents of. */
const openThemes = [1, 2, 4, 6, 8, 10, 13];
const shareableList = `/documenten?${openThemes.map((id) => `thema=${id}`).join('&')}`;

/** Gestelde vragen, and the page on which one asks (DO-6). */
export async function asksQuestions(looker: Looker): Promise<Asked[]> {
  const base = '/gestelde-vragen';
  const threads = idsIn(await read(looker, base), 'gestelde-vragen').slice(0, 30);
  const documents = idsIn(await read(looker, shareableList), 'document').slice(0, 30);
  return [
    asked(looker, 'questions asked', [base]),
    asked(looker, 'questions asked, filtered', [`${base}?toestand=open`, `${base}?welke=van-mij`, `${base}?vanaf=50`]),
    ...(threads.length > 0
      ? [
          asked(
            looker,
            'one question with its answers',
            threads.map((id) => `${base}/${id}`),
          ),
        ]
      : []),
    asked(
      looker,
      'ask a question about a document',
      documents.map((id) => `/document/${id}/vraag`),
    ),
  ];
}

/** Vragen of a service of the administration: half of 60,000 threads. */
export async function answersQuestions(looker: Looker): Promise<Asked[]> {
  const base = '/vragen';
  const threads = idsIn(await read(looker, base), 'vragen').slice(0, 30);
  return [
    asked(looker, 'questions of a service, overdue first', [base, `${base}?vanaf=50`]),
    asked(looker, 'questions of a service, filtered', [
      `${base}?welke=te-laat`,
      `${base}?welke=van-mij`,
      `${base}?toestand=answered`,
      `${base}?thema=3`,
      `${base}?instelling=${1_009}`,
    ]),
    asked(
      looker,
      'one question, to answer',
      threads.map((id) => `${base}/${id}`),
    ),
    asked(looker, 'answer templates of a service', [`${base}/sjablonen`]),
  ];
}

/** From looking for a colleague up to the page that warns before it is done (DO-7). */
export async function sharesDocuments(looker: Looker): Promise<Asked[]> {
  const documents = idsIn(await read(looker, shareableList), 'document').slice(0, 20);
  const [first = ''] = documents;
  const search = { sleutel: '', email: '', zoek: 'an', wat: 'zoek' };
  const { path, headers, form } = sent(looker, `/document/${first}/delen`, search);
  const answer = await fetch(`${looker.origin}${path}`, { method: 'POST', headers, body: form ?? '' });
  const found = /name="collega"[^>]*value="([0-9a-f-]{36})"|value="([0-9a-f-]{36})"[^>]*name="collega"/.exec(
    await answer.text(),
  );
  const receiver = found?.[1] ?? found?.[2];
  const each = (fields: Record<string, string>) =>
    documents.map((id) => sent(looker, `/document/${id}/delen`, { sleutel: '', email: '', ...fields }));
  return [
    {
      name: 'share: look for a colleague',
      requests: ['an', 'peeters', 'jan j'].flatMap((zoek) => each({ zoek, wat: 'zoek' })),
    },
    ...(receiver ? [{ name: 'share: page to confirm', requests: each({ collega: receiver, wat: 'verder' }) }] : []),
  ];
}

/** Mijn profiel with rhythms, and the list behind the bell (NO). */
export const alertScenarios = (looker: Looker): Asked[] => [
  asked(looker, 'profile', ['/mijn-profiel']),
  asked(looker, 'alerts with rhythms of one’s own', ['/mijn-profiel/attendering']),
  asked(looker, 'news behind the bell', ['/meldingen']),
];
