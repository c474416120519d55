/** Texts of Gebruikersbeheer. */
export const rights = {
  name: 'Gebruikersbeheer',
};

export type RightsMessages = typeof rights;
