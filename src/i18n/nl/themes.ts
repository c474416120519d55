/** Texts of Themabeheer. */
export const themes = {
  name: 'Themabeheer',
};

export type ThemesMessages = typeof themes;
