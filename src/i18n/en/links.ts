import type { LinksMessages } from '#i18n/nl/links.ts';

export const links: LinksMessages = {
  title: 'Applications of other services',
  choose: 'For which institution do you want to go there?',
  find: 'Search by name or number',
  institutions: (name: string) => `Institutions for which ${name} opens`,
  institution: 'Institution',
};
