/** Texts of linked applications; their own names are data. */
export const links = {
  title: 'Toepassingen van andere diensten',
};

export type LinksMessages = typeof links;
