import type { ThemesMessages } from '../nl/themes.ts';

export const themes: ThemesMessages = {
  name: 'Theme administration',
};
