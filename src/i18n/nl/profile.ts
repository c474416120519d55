/** Texts of Mijn profiel. */
export const profile = {
  name: 'Mijn profiel',
};

export type ProfileMessages = typeof profile;
