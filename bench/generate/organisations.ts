import { places, schoolNames, secondaryNames, streets, type Place } from '#demo/places.ts';
import { seeded } from '#demo/random.ts';
import { bigBoardSize, type Size } from './size.ts';

export interface Institution {
  id: number;
  name: string;
  levels: readonly number[];
  board: number;
  place: Place;
  street: string;
  /** Share of the documents, 1 on average. */
  weight: number;
}

export interface Board {
  id: number;
  name: string;
  place: Place;
}

export interface Organisations {
  institutions: readonly Institution[];
  boards: readonly Board[];
  administration: number;
}

interface Kind {
  /** Of all institutions. */
  share: number;
  levels: readonly number[];
  words: readonly string[];
}

const kinds: readonly Kind[] = [
  {
    share: 0.6,
    levels: [1],
    words: ['Vrije Basisschool', 'Gemeentelijke Basisschool', 'GO! Basisschool', 'Kleuterschool'],
  },
  { share: 0.22, levels: [2], words: ['Instituut', 'College', 'GO! Atheneum', 'Technisch Instituut'] },
  { share: 0.03, levels: [1, 2], words: ['Buitengewoon Onderwijs'] },
  { share: 0.05, levels: [3], words: ['Academie voor Muziek en Woord', 'Academie voor Beeldende Kunst'] },
  { share: 0.03, levels: [4], words: ['Vrij CLB', 'GO! CLB'] },
  { share: 0.03, levels: [5], words: ['Internaat'] },
  { share: 0.03, levels: [6], words: ['Centrum voor Volwassenenonderwijs', 'Centrum voor Basiseducatie'] },
  { share: 0.01, levels: [7], words: ['Hogeschool'] },
];

/** Invented organisations: institutions with a board each, the first board with sixty primary and secondary schools. */
export function makeOrganisations(seed: string, size: Size): Organisations {
  const random = seeded(`${seed} organisations`);
  const boards = Array.from({ length: size.boards }, (_, index): Board => {
    const place = random.pick(places);
    return {
      id: 900_010 + index * 7,
      name: `Schoolbestuur ${random.pick(schoolNames)} ${place.name} ${index + 1}`,
      place,
    };
  });
  const institutions = Array.from({ length: size.institutions }, (_, index): Institution => {
    const { levels, words } = index < bigBoardSize ? kinds[index % 6 === 5 ? 1 : 0]! : kindFor(random.next());
    const place = random.pick(places);
    const name = random.pick(levels.includes(2) ? secondaryNames : schoolNames);
    return {
      id: 1_009 + index * 27,
      name: `${random.pick(words)} ${name} ${place.name}`,
      levels,
      board: (index < bigBoardSize ? boards[0] : boards[1 + Math.floor(random.next() ** 1.6 * (boards.length - 1))])!
        .id,
      place,
      street: random.pick(streets),
      weight: 0.35 + 1.3 * random.next() ** 2 + (levels.includes(2) ? 0.5 : 0.1),
    };
  });
  // The secretary of the measurements works at a school that is larger than most.
  institutions[0] = { ...institutions[0]!, weight: 1.6 };
  return { institutions, boards, administration: 1_009_999 };
}

function kindFor(chance: number): Kind {
  let left = chance;
  for (const kind of kinds) {
    left -= kind.share;
    if (left < 0) return kind;
  }
  return kinds[0]!;
}
