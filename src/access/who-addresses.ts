/** Wie kan dit openen? */
export const whoAddress = (query: Readonly<Record<string, string>> = {}): string => withQuery('/wie-kan', query);

/** Wat kan deze persoon openen? */
export const whoPersonAddress = (personId: string, query: Readonly<Record<string, string>> = {}): string =>
  withQuery(`/wie-kan/persoon/${personId}`, query);

const withQuery = (path: string, query: Readonly<Record<string, string>>): string => {
  const text = new URLSearchParams(query).toString();
  return text === '' ? path : `${path}?${text}`;
};
