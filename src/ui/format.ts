/** What every screen shows the same way: dates as dd/mm/jjjj, sizes in words people know, numbers with thin groups. */
export type Language = 'nl' | 'en';

/** `2026-09-01` → `01/09/2026`. Both languages write it so: forms ask for the same shape. */
export const formatDate = (isoDate: string): string => isoDate.slice(0, 10).split('-').reverse().join('/');

export const formatNumber = (value: number, lang: Language): string =>
  value.toLocaleString(lang === 'nl' ? 'nl-BE' : 'en-GB');

/** Sizes count in thousands, as file managers on the desks of schools do. */
export const formatBytes = (bytes: number, lang: Language): string => {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${formatNumber(Math.round(bytes / 1000), lang)} kB`;
  const megabytes = bytes / 1_000_000;
  return `${megabytes.toLocaleString(lang === 'nl' ? 'nl-BE' : 'en-GB', { maximumFractionDigits: megabytes < 10 ? 1 : 0 })} MB`;
};
