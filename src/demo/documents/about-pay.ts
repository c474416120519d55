import { table, text } from '#demo/documents/content.ts';
import { someName } from '#demo/documents/people-in-documents.ts';
import type { Occasion, Template } from '#demo/documents/template.ts';
import { seeded } from '#demo/random.ts';

/** Months of which the demo world has pay overviews; the service delivers each on the 28th, as PDF and as CSV (DO-9). */
const months = [
  { name: 'augustus', sentOn: '08-28', calendarYear: 2026 },
  { name: 'september', sentOn: '09-28', calendarYear: 2026 },
  { name: 'oktober', sentOn: '10-28', calendarYear: 2026 },
] as const;
type Month = (typeof months)[number];

/** The school year in which a pay overview is sent; August still belongs to the year before. */
export const payYearOf = ({ sentOn }: Template): number => (sentOn >= '09-01' ? 2026 : 2025);

/** Both kinds of file of one month say the same (O23: one overview per institution and month). */
export const payOverviews: readonly Template[] = months.flatMap((month) =>
  (['pdf', 'csv'] as const).map((format): Template => {
    const title = `Salarisoverzicht ${month.name} ${month.calendarYear}`;
    return {
      id: `salarisoverzicht-${month.name}-${format}`,
      theme: 'salarisoverzichten',
      levels: [1, 2, 3, 4, 5, 6, 7],
      format,
      sentOn: month.sentOn,
      title: () => (format === 'pdf' ? title : `${title} als rekenblad (CSV)`),
      blocks: (occasion) => [
        text(
          `Personeelsleden van ${occasion.institution.name} die in de maand ${month.name} betaald zijn. Bedragen in euro, verzonnen.`,
        ),
        table('Salarissen', head, rowsOf(occasion, month)),
      ],
    };
  }),
);

const head = [
  'Personeelslid',
  'Ambt',
  'Salarisschaal',
  'Anciënniteit',
  'Opdracht',
  'Bruto',
  'Inhoudingen',
  'Achterstallen',
  'Netto',
];

/** Net is gross minus deductions plus arrears, and the last line is the sum of the others (O24). */
function rowsOf({ institution, pupils }: Occasion, { name }: Month): (string | number)[][] {
  // The same people every month; only arrears differ.
  const people = seeded(`pay ${institution.id}`);
  const arrears = seeded(`arrears ${institution.id} ${name}`);
  const total = { gross: 0, deductions: 0, arrears: 0, net: 0 };
  const rows = Array.from({ length: Math.min(90, 10 + Math.round(pupils / 12)) }, () => {
    const part = people.pick([24, 24, 24, 18, 12]);
    const gross = Math.round((people.between(2500, 5600) * part) / 24);
    const deductions = Math.round(gross * 0.37);
    const late = arrears.next() < 0.15 ? arrears.between(-180, 420) : 0;
    const net = gross - deductions + late;
    total.gross += gross;
    total.deductions += deductions;
    total.arrears += late;
    total.net += net;
    const who = [someName(people), people.pick(['onderwijzer', 'leraar', 'administratief medewerker', 'opvoeder'])];
    const rank = [people.pick(['141', '148', '301', '501', '158']), `${people.between(0, 38)} jaar`, `${part}/24`];
    return [...who, ...rank, gross, deductions, late, net];
  });
  return [...rows, ['Totaal', '', '', '', '', total.gross, total.deductions, total.arrears, total.net]];
}
