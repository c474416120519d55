import { expect, test } from 'vitest';
import { ask } from '#access/use-case.ts';
import { ownNews } from '#apps/alerts/index.ts';
import { testDatabase } from '#tests/support/database.ts';
import { someDocuments } from '#tests/wall/documents.ts';
import { readingAs } from '#tests/world/acting.ts';
import { aSchool } from '#tests/world/organisations.ts';
import { aPortalUser } from '#tests/world/people.ts';

test('NO-2: what is behind the bell stays a page: the newest, and how many there were besides', async () => {
  const { database } = await testDatabase();
  const school = await aSchool(database);
  const an = await aPortalUser(database, { of: school, themes: [1] });
  const ago = (minutes: number): Date => new Date(Date.now() - minutes * 60_000);
  const wish = (minutes: number) => ({ institutionId: school.id, theme: 1, availableAt: ago(minutes) });
  const oldest = await someDocuments(database, [wish(500), wish(501)]);
  await someDocuments(
    database,
    Array.from({ length: 200 }, (_, index) => wish(index)),
  );
  const news = await readingAs(database, an, (as) => ask(ownNews, as, {}));
  expect([news.documents.length, news.unlisted]).toEqual([200, 2]);
  expect(news.documents.filter(({ id }) => oldest.some((old) => old.id === id))).toEqual([]);
});
