import { familyNames, givenNames } from '#demo/names.ts';
import { seeded, type Random } from '#demo/random.ts';
import type { ThemeAtLevel } from './document-maker.ts';
import type { Institution, Organisations } from './organisations.ts';
import type { Size } from './size.ts';

export type Row = readonly (string | number | boolean | null)[];

/** Somebody whose session the measurements use. */
export interface Persona {
  personId: string;
  targetGroup: string;
  workRelationId: string;
}

export interface People {
  persons: Row[];
  relations: Row[];
  heads: Row[];
  grants: Row[];
  ticks: Row[];
  secretary: Persona;
  board: Persona;
  staff: Persona;
  /** Many others, for load that is not always the same person. */
  secretaries: Persona[];
  boards: Persona[];
  staffs: Persona[];
}

/** Rights run over the whole time in which somebody may want to measure. */
const period = '[2025-09-01,2034-09-01)';
const headRights = [
  'head-local-admin',
  'portal-admin',
  'edison-admin',
  'edison-staff-admin',
  'edison-institution-pupil-admin',
];
const themesOfSecretary = 8;
/** What the staff member of the measurements reads of all institutions; three of the largest open or confidential themes. */
const staffThemes = ['leerlingen-vertrouwelijk', 'omkadering-en-toelagen-openbaar', 'personeel-vertrouwelijk'];

export function makePeople(
  seed: string,
  size: Size,
  organisations: Organisations,
  themes: readonly ThemeAtLevel[],
): People {
  const maker = new PeopleMaker(seeded(`${seed} people`), themes);
  const { institutions, boards, administration } = organisations;
  const secretaries = institutions.flatMap((institution) => maker.school(institution));
  const boardMembers = boards.map((board) =>
    maker.boardMember(
      board.id,
      institutions.filter((institution) => institution.board === board.id),
    ),
  );
  const staffs = Array.from({ length: 40 }, () => maker.staff(administration));
  while (maker.people.persons.length < size.persons) maker.colleague(maker.random.pick(institutions));
  return {
    ...maker.people,
    secretary: secretaries[0]!,
    board: boardMembers[0]!,
    staff: staffs[0]!,
    secretaries: maker.random.some(secretaries, 300),
    boards: boardMembers.slice(0, 20),
    staffs: staffs.slice(0, 5),
  };
}

class PeopleMaker {
  readonly random: Random;
  readonly people = {
    persons: [] as Row[],
    relations: [] as Row[],
    heads: [] as Row[],
    grants: [] as Row[],
    ticks: [] as Row[],
  };
  readonly #themes: readonly ThemeAtLevel[];

  constructor(random: Random, themes: readonly ThemeAtLevel[]) {
    this.random = random;
    this.#themes = themes;
  }

  /** A head, and three to eight portal users of whom the first is the secretary. */
  school(institution: Institution): Persona {
    const head = this.#person(institution.id, 'OV', 'directeur');
    this.people.heads.push([head.personId, institution.id, '[2024-09-01,)', 'bench']);
    for (const right of headRights) this.#grant(head, right, institution.id, { cause: 'automatic' });
    const users = Array.from({ length: this.random.between(3, 8) }, () => this.#portalUser(institution));
    return users[0]!;
  }

  boardMember(board: number, institutions: readonly Institution[]): Persona {
    const member = this.#person(board, 'OV', 'bestuur');
    for (const institution of institutions) this.#grant(member, 'portal-admin', institution.id, { cause: 'imported' });
    return member;
  }

  staff(administration: number): Persona {
    const member = this.#person(administration, 'GID', 'medewerker');
    this.#grant(member, 'administration-reader', administration, {
      cause: 'imported',
      contexts: `{${staffThemes.join(',')}}`,
    });
    return member;
  }

  /** Works at the school; one in four sends data and needs no portal. */
  colleague(institution: Institution): void {
    const person = this.#person(institution.id, 'OV', 'personeel');
    if (this.random.next() < 0.25) this.#grant(person, 'edison-staff-admin', institution.id, { cause: 'imported' });
  }

  #portalUser(institution: Institution): Persona {
    const user = this.#person(institution.id, 'OV', 'personeel');
    const grant = this.#grant(user, 'portal-user', institution.id, { cause: 'imported' });
    for (const level of institution.levels) {
      const themes = this.#themes.filter(
        (theme) => theme.levelId === level && theme.confidentiality !== 'very-confidential',
      );
      for (const theme of this.random.some(themes, themesOfSecretary)) {
        this.people.ticks.push([
          benchId(5, this.people.ticks.length),
          user.personId,
          institution.id,
          level,
          theme.themeId,
          '2025-09-02',
          grant,
        ]);
      }
    }
    return user;
  }

  #person(organisation: number, targetGroup: string, category: string): Persona {
    const { persons, relations } = this.people;
    const personId = benchId(1, persons.length);
    const workRelationId = benchId(2, relations.length);
    persons.push([
      personId,
      this.random.pick(givenNames),
      this.random.pick(familyNames),
      `persoon${persons.length}@school.example`,
    ]);
    relations.push([workRelationId, personId, organisation, targetGroup, category, '[2024-09-01,)']);
    return { personId, targetGroup, workRelationId };
  }

  #grant(
    person: Persona,
    right: string,
    organisation: number,
    { cause, contexts = '{}' }: { cause: string; contexts?: string },
  ): string {
    const { grants } = this.people;
    const grant = benchId(3, grants.length);
    grants.push([grant, person.workRelationId, person.personId, right, organisation, period, contexts, cause]);
    return grant;
  }
}

/** A fixed UUID of version 7 per kind and number. */
export function benchId(kind: number, index: number): string {
  return `0199000${kind}-0000-7000-8000-${index.toString(16).padStart(12, '0')}`;
}
