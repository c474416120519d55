/** The table "Formulier, Schoolniveau, Thema" of source 000, row by row: what the catalogue of forms is compared with (DV-2). */
export interface SourceRow {
  form: string;
  /** As the source writes it. */
  level: string;
  themes: readonly string[];
}

const row = (form: string, level: string, ...themes: string[]): SourceRow => ({ form, level, themes });
const both = 'Basis en secundair';

export const sourceForms: readonly SourceRow[] = [
  row(
    'Centra leerlingen begeleiding (CLB) - Algemene gegevens',
    'CLB',
    'Structuur en organisatie (openbaar)',
    'Structuur en organisatie (vertrouwelijk)',
  ),
  row(
    'Centra leerlingen begeleiding (CLB) - Melding overdracht omkaderingsgewichten',
    'CLB',
    'Omkadering en toelagen (openbaar)',
    'Omkadering en toelagen (vertrouwelijk)',
  ),
  row('Centra leerlingen begeleiding (CLB) - Samenwerkingsafspraak', 'CLB', 'Omkadering en toelagen (openbaar)'),
  row(
    'Deeltijds kunstonderwijs (DKO) - Verificatie',
    'DKO',
    'Leerlingen (vertrouwelijk)',
    'Verificatie (vertrouwelijk)',
  ),
  row('Deeltijds kunstonderwijs (DKO) - Document C', 'DKO', 'Omkadering en toelagen (openbaar)'),
  row('Deeltijds kunstonderwijs (DKO) - Document G', 'DKO', 'Structuur en organisatie (openbaar)'),
  row('Leerlingen (LLN)', both, 'Leerlingen (vertrouwelijk)'),
  row(
    'Omkadering (OMK-AFW) - Aanvraag afwijkingslestijden, -lesuren en -uren',
    both,
    'Omkadering en toelagen (openbaar)',
    'Omkadering en toelagen (vertrouwelijk)',
  ),
  row(
    'Ondersteuningsnetwerk melding (OM1) - Melding oprichting of stopzetting ondersteuningsnetwerk',
    both,
    'Structuur en organisatie (openbaar)',
  ),
  row(
    'Ondersteuningsnetwerk melding (OM2) - Melding toetreding, uittreding of overstap ondersteuningsnetwerk',
    both,
    'Structuur en organisatie (openbaar)',
  ),
  row(
    'Ondersteuningsnetwerk melding (OM3) - Aanwending extra omkadering kleine types vanaf 1 februari',
    both,
    'Omkadering en toelagen (openbaar)',
  ),
  row(
    'Organisatie (ORG)',
    'Secundair',
    'Structuur en organisatie (openbaar)',
    'Structuur en organisatie (vertrouwelijk)',
  ),
  row('Speciale onderwijsmiddelen (SOL)', both, 'Leerlingen (vertrouwelijk)'),
  row('Speciale onderwijsmiddelen (SOL)', 'Hoger onderwijs', 'Speciale onderwijsmiddelen (vertrouwelijk)'),
  row('Speciale onderwijsmiddelen (SOL)', 'Volwassenenonderwijs', 'Cursisten (vertrouwelijk)'),
  row('Toelage (TOEL)', both, 'Omkadering en toelagen (vertrouwelijk)'),
  row('Toewijzingslijst BuO (TWLBuO)', both, 'Leerlingen (vertrouwelijk)'),
  row('Vaccinatie (VAC)', 'Secundair', 'Leerlingen (vertrouwelijk)', 'Structuur en organisatie (vertrouwelijk)'),
  row('Vaccinatie (VAC)', 'Hoger onderwijs', 'Validatierapporten en basisgegevens (vertrouwelijk)'),
  row('Vaccinatie (VAC)', 'Volwassenenonderwijs', 'Cursisten (vertrouwelijk)'),
  row('Validatie financieringsgegevens (FIN)', 'Volwassenenonderwijs', 'Rapporten (vertrouwelijk)'),
  row(
    'Verificatie (VERIF)',
    'Basis, secundair of internaat',
    'Leerlingen (vertrouwelijk)',
    'Verificatie (vertrouwelijk)',
  ),
  row(
    'Verificatie Middelen (VERIF MID)',
    'Basis, secundair, deeltijds kunstonderwijs en internaat',
    'Omkadering en toelagen (openbaar)',
    'Verificatie (openbaar)',
  ),
  row('Zomerscholen evaluatie (ZE)', both, 'Algemeen (openbaar)'),
];

/** The levels behind the words of the source, by number. */
export const sourceLevels: Readonly<Record<string, readonly number[]>> = {
  CLB: [4],
  DKO: [3],
  [both]: [1, 2],
  Secundair: [2],
  'Hoger onderwijs': [7],
  Volwassenenonderwijs: [6],
  'Basis, secundair of internaat': [1, 2, 5],
  'Basis, secundair, deeltijds kunstonderwijs en internaat': [1, 2, 3, 5],
};

/** Reads the same table from the text of the source itself. */
export function readSourceForms(text: string): SourceRow[] {
  const table = /Formulier Schoolniveau Thema([\s\S]*?)Naar vragen over Document versturen/.exec(text)?.[1] ?? '';
  const level = Object.keys(sourceLevels)
    .toSorted((one, other) => other.length - one.length)
    .join('|');
  const theme = String.raw`[A-Z][a-z ]*? \((?:[Oo]penbaar|vertrouwelijk)\)`;
  const rows = table.replaceAll(/\s+/g, ' ').matchAll(new RegExp(`(.*?) ?\\b(${level}) ((?:${theme} ?)+)`, 'g'));
  let form = '';
  return [...rows].map(([, title = '', levels = '', themes = '']) => {
    form = title.trim() || form;
    const names = [...themes.matchAll(new RegExp(theme, 'g'))].map(([name]) => name.replace('(O', '(o'));
    return { form, level: levels, themes: names };
  });
}
