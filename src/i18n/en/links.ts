import type { LinksMessages } from '#i18n/nl/links.ts';

export const links: LinksMessages = {
  title: 'Applications of other services',
};
