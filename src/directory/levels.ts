/** The portal's education levels (source 000), as stored in `education_levels`. */
export type LevelId = 1 | 2 | 3 | 4 | 5 | 6 | 7;

export interface Level {
  readonly id: LevelId;
  /** As it stands in an address: `/basisonderwijs`. */
  readonly slug: string;
  /** The identifier in code and interfaces. */
  readonly code: string;
  /** The level as the official register writes it. */
  readonly registerCode: string;
  readonly name: { readonly nl: string; readonly en: string };
}

export const levels: readonly Level[] = [
  {
    id: 1,
    slug: 'basisonderwijs',
    code: 'primary',
    registerCode: 'BAO',
    name: { nl: 'Basisonderwijs', en: 'Primary education' },
  },
  {
    id: 2,
    slug: 'secundair-onderwijs',
    code: 'secondary',
    registerCode: 'SO',
    name: { nl: 'Secundair onderwijs', en: 'Secondary education' },
  },
  {
    id: 3,
    slug: 'deeltijds-kunstonderwijs',
    code: 'part-time-arts',
    registerCode: 'DKO',
    name: { nl: 'Deeltijds kunstonderwijs', en: 'Part-time arts education' },
  },
  {
    id: 4,
    slug: 'clb',
    code: 'guidance-centre',
    registerCode: 'CLB',
    name: { nl: 'Centra voor leerlingenbegeleiding', en: 'Pupil guidance centres' },
  },
  {
    id: 5,
    slug: 'internaat',
    code: 'boarding-school',
    registerCode: 'INTERNAAT',
    name: { nl: 'Internaten', en: 'Boarding schools' },
  },
  {
    id: 6,
    slug: 'volwassenenonderwijs',
    code: 'adult-education',
    registerCode: 'VWO',
    name: { nl: 'Volwassenenonderwijs', en: 'Adult education' },
  },
  {
    id: 7,
    slug: 'hoger-onderwijs',
    code: 'higher-education',
    registerCode: 'HO',
    name: { nl: 'Hoger onderwijs', en: 'Higher education' },
  },
];

export function isLevelId(value: number): value is LevelId {
  return Number.isInteger(value) && value >= 1 && value <= 7;
}

export function levelById(id: LevelId): Level {
  return levels[id - 1] as Level;
}

export function levelBySlug(slug: string): Level | undefined {
  return levels.find((candidate) => candidate.slug === slug);
}

/**
 * The levels of an organisation. What the register says comes first; only where it is silent do the main structures
 * tell (domain reference 4: first digit the level, third digit 6 part-time arts and 7 adult education).
 */
export function levelsOf(registerCode: string | undefined, mainStructures: readonly number[]): LevelId[] {
  const registered = levels.find((candidate) => candidate.registerCode === registerCode?.trim().toUpperCase());
  if (registered) return [registered.id];
  const derived = mainStructures.map(levelOfMainStructure).filter((id) => id !== undefined);
  return [...new Set(derived)].sort((one, other) => one - other);
}

function levelOfMainStructure(code: number): LevelId | undefined {
  const [stage, , programme] = String(code).padStart(3, '0');
  if (programme === '6') return 3;
  if (programme === '7') return 6;
  if (stage === '1' || stage === '2') return 1;
  if (stage === '3') return 2;
  return stage === '4' ? 7 : undefined;
}

/** Whether a main structure is one of special education: second digit 2. */
export function isSpecial(mainStructure: number): boolean {
  return Math.floor(mainStructure / 10) % 10 === 2;
}
