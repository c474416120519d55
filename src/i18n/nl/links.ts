/** Texts of linked applications; their own names are data. */
export const links = {
  title: 'Toepassingen van andere diensten',
  choose: 'Voor welke instelling wil je hiernaartoe?',
  find: 'Zoek op naam of nummer',
  institutions: (name: string) => `Instellingen waarvoor ${name} opent`,
  institution: 'Instelling',
};

export type LinksMessages = typeof links;
