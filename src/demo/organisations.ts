import type { LevelId } from '#directory/levels.ts';
import { places, schoolNames, secondaryNames, streets, type Place } from '#demo/places.ts';
import { seeded } from '#demo/random.ts';

/** Invented organisations take numbers from 900000 to 909999, which the register does not seem to use. */
export interface DemoOrganisation {
  readonly id: number;
  readonly kind:
    'institution' | 'board' | 'school-community' | 'guidance-centre' | 'boarding-school' | 'administration';
  readonly name: string;
  readonly levels: readonly LevelId[];
  readonly mainStructures: readonly number[];
  readonly network?: string;
  readonly boardKind?: number;
  readonly ovoCode?: string;
  readonly enterpriseNumber?: string;
  readonly place: Place;
  readonly street: string;
  readonly houseNumber: string;
  readonly board?: number;
  readonly community?: number;
  readonly guidanceCentre?: number;
  /** As which it continues since this school year. */
  readonly successor?: number;
  /** How many school years ago it closed, on 31 August. */
  readonly closedYearsAgo?: number;
  readonly locations: number;
}

/** The organisations that the demo people work for. */
export const demo = {
  administration: 1_999_001,
  bigBoard: 900_001,
  publicBoard: 900_002,
  smallBoard: 900_003,
  artsBoard: 900_004,
  college: 900_005,
  primaryCommunity: 900_051,
  secondaryCommunity: 900_052,
  primarySchool: 900_101,
  secondPrimarySchool: 900_102,
  bigSecondarySchool: 900_159,
  boardingSchool: 900_160,
  publicPrimarySchool: 900_201,
  publicSecondarySchool: 900_202,
  successorSchool: 900_203,
  specialSchool: 900_204,
  closedSchool: 900_209,
  academy: 900_211,
  guidanceCentre: 900_221,
  adultEducation: 900_231,
  universityCollege: 900_241,
} as const;

type Draft = Pick<DemoOrganisation, 'id' | 'kind' | 'name'> & Partial<DemoOrganisation>;

const free = 'Vrij gesubsidieerd onderwijs';
const official = 'Officieel gesubsidieerd onderwijs';
const community = 'Gemeenschapsonderwijs';

const boards: readonly Draft[] = [
  {
    id: demo.bigBoard,
    kind: 'board',
    name: 'Scholenkoepel De Zonnewijzer vzw',
    boardKind: 2,
    enterpriseNumber: '0999000129',
  },
  { id: demo.publicBoard, kind: 'board', name: 'Scholengroep Waterkant', boardKind: 1, enterpriseNumber: '0999000228' },
  {
    id: demo.smallBoard,
    kind: 'board',
    name: 'Schoolbestuur Sint-Odrada vzw',
    boardKind: 2,
    enterpriseNumber: '0999000327',
  },
  {
    id: demo.artsBoard,
    kind: 'board',
    name: 'Intergemeentelijk Kunstonderwijs Netevallei',
    boardKind: 6,
    enterpriseNumber: '0999000426',
  },
  {
    id: demo.college,
    kind: 'board',
    name: 'Hogeschoolbestuur Scheldeland',
    boardKind: 8,
    enterpriseNumber: '0999000525',
  },
];

const communities: readonly Draft[] = [
  { id: demo.primaryCommunity, kind: 'school-community', name: 'Scholengemeenschap Neteland', levels: [1] },
  { id: demo.secondaryCommunity, kind: 'school-community', name: 'Scholengemeenschap Zuidrand', levels: [2] },
];

const administration: Draft = {
  id: demo.administration,
  kind: 'administration',
  name: 'Agentschap voor Onderwijsdiensten (demo)',
  ovoCode: 'OVO999001',
  place: { nis: '21004', name: 'Brussel', postalCode: '1000' },
};

const others: readonly Draft[] = [
  primary(demo.publicPrimarySchool, 'GO! basisschool De Ooievaarsbek', demo.publicBoard, community),
  secondary(demo.publicSecondarySchool, 'GO! atheneum De Vuurtoren', demo.publicBoard, community),
  primary(demo.successorSchool, 'Vrije Basisschool Twee Bruggen', demo.smallBoard, free),
  {
    ...primary(demo.specialSchool, 'School voor buitengewoon onderwijs De Kompasroos', demo.smallBoard, free),
    levels: [1, 2],
    mainStructures: [121, 221, 321],
  },
  {
    ...primary(900_205, 'Vrije Kleuterschool Het Nestkastje', demo.smallBoard, free),
    successor: demo.successorSchool,
  },
  secondary(900_206, 'Instituut Sint-Odrada', demo.smallBoard, free),
  primary(900_207, 'Gemeentelijke basisschool De Regenplas', demo.artsBoard, official),
  {
    ...primary(demo.closedSchool, 'Vrije Basisschool Het Klaverveld', demo.smallBoard, free),
    closedYearsAgo: 1,
    successor: demo.successorSchool,
  },
  {
    id: demo.academy,
    kind: 'institution',
    name: 'Academie voor Muziek, Woord en Dans De Stemvork',
    levels: [3],
    mainStructures: [316],
    network: official,
    board: demo.artsBoard,
    locations: 4,
  },
  {
    id: 900_212,
    kind: 'institution',
    name: 'Academie voor Beeldende Kunst Het Palet',
    levels: [3],
    mainStructures: [316],
    network: official,
    board: demo.artsBoard,
  },
  {
    id: demo.guidanceCentre,
    kind: 'guidance-centre',
    name: 'Vrij CLB Het Baken',
    levels: [4],
    network: free,
    board: demo.smallBoard,
    locations: 3,
  },
  {
    id: demo.adultEducation,
    kind: 'institution',
    name: 'CVO Avondzon',
    levels: [6],
    mainStructures: [317],
    network: free,
    board: demo.smallBoard,
    locations: 3,
  },
  {
    id: demo.universityCollege,
    kind: 'institution',
    name: 'Hogeschool Scheldeland',
    levels: [7],
    mainStructures: [411],
    network: free,
    board: demo.college,
    locations: 2,
  },
];

const ofBigBoard: readonly Draft[] = [
  {
    ...primary(demo.primarySchool, 'Basisschool De Wilgenroos', demo.bigBoard, free),
    community: demo.primaryCommunity,
    guidanceCentre: demo.guidanceCentre,
    locations: 2,
  },
  ...schoolNames.map((name, index) => ({
    ...primary(demo.secondPrimarySchool + index, `Basisschool ${name}`, demo.bigBoard, free),
    ...(index < 7 && { community: demo.primaryCommunity, guidanceCentre: demo.guidanceCentre }),
  })),
  ...secondaryNames.map((name, index) => ({
    ...secondary(900_142 + index, name, demo.bigBoard, free),
    ...(index < 5 && { community: demo.secondaryCommunity, guidanceCentre: demo.guidanceCentre }),
  })),
  {
    ...secondary(demo.bigSecondarySchool, 'Scholencampus Sint-Lutgardis', demo.bigBoard, free),
    community: demo.secondaryCommunity,
    locations: 5,
  },
  {
    id: demo.boardingSchool,
    kind: 'boarding-school',
    name: 'Internaat De Ankerplaats',
    levels: [5],
    network: free,
    board: demo.bigBoard,
  },
];

/** Every organisation of the demo world: five boards, two communities, seventy-three institutions and one body of the administration. */
export const demoOrganisations: readonly DemoOrganisation[] = [
  ...boards,
  ...communities,
  administration,
  ...ofBigBoard,
  ...others,
].map(withAddress);

/** The institutions of one board. */
export function institutionsOf(board: number): readonly DemoOrganisation[] {
  return demoOrganisations.filter((organisation) => organisation.board === board);
}

function primary(id: number, name: string, board: number, network: string): Draft {
  return { id, kind: 'institution', name, levels: [1], mainStructures: [111, 211], network, board };
}

function secondary(id: number, name: string, board: number, network: string): Draft {
  return { id, kind: 'institution', name, levels: [2], mainStructures: [311], network, board };
}

function withAddress(draft: Draft, index: number): DemoOrganisation {
  const random = seeded(`address ${draft.id}`);
  return {
    levels: [],
    mainStructures: [],
    place: places[index % places.length] as Place,
    street: random.pick(streets),
    houseNumber: String(random.between(1, 180)),
    locations: 1,
    ...draft,
  };
}
