import type { LevelId } from '#directory/levels.ts';
import { familyNames, givenNames } from '#demo/names.ts';
import { demo, demoOrganisations } from '#demo/organisations.ts';
import { demoPeople, type DemoPeriod, type DemoTick } from '#demo/people.ts';
import { seeded, type Random } from '#demo/random.ts';

/** Someone who works in a school of the demo world and never signs in: a row in the grids of the administrators. */
export interface Colleague {
  readonly key: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly email: string;
  readonly organisation: number;
  readonly isHead: boolean;
  readonly ticks: readonly DemoTick[];
  /** Of the right that the head gave. */
  readonly period: DemoPeriod;
}

const themesOf: Readonly<Record<1 | 2, readonly string[]>> = {
  1: [
    'algemeen-openbaar',
    'leerlingen-openbaar',
    'leerlingen-vertrouwelijk',
    'verificatie-openbaar',
    'omkadering-en-toelagen-openbaar',
    'structuur-en-organisatie-openbaar',
    'personeel-openbaar',
    'statistieken-en-dataloep-openbaar',
    'vlaamse-toetsen-vertrouwelijk',
  ],
  2: [
    'algemeen-openbaar',
    'leerlingen-vertrouwelijk',
    'verificatie-openbaar',
    'omkadering-en-toelagen-openbaar',
    'structuur-en-organisatie-openbaar',
    'structuur-en-organisatie-vertrouwelijk',
    'personeel-openbaar',
    'statistieken-en-dataloep-openbaar',
    'vlaamse-toetsen-vertrouwelijk',
  ],
};

/** Institutions that have no head: the board of the first ones is asked to name somebody, the helpdesk for the others. */
const withoutHead = [900_104, 900_106, 900_108, 900_205, 900_207];

/** Heads of nearly every institution, 20 portal users of the head's school, 299 of the largest one. */
export const colleagues: readonly Colleague[] = [
  ...heads(),
  ...portalUsers(demo.primarySchool, 1, 20),
  ...portalUsers(demo.bigSecondarySchool, 2, 299),
  ...withoutHead.flatMap((organisation) => portalUsers(organisation, undefined, 3)),
  ...portalUsers(demo.academy, undefined, 3),
  ...portalUsers(demo.publicSecondarySchool, 2, 4),
  ...portalUsers(demo.closedSchool, 1, 3),
];

function heads(): Colleague[] {
  const headed = new Set(demoPeople.flatMap((person) => person.headOf));
  return demoOrganisations
    .filter((organisation) => organisation.levels.length > 0 && organisation.kind !== 'school-community')
    .filter((organisation) => !withoutHead.includes(organisation.id) && !headed.has(organisation.id))
    .map((organisation) => ({
      ...someone(`directeur-${organisation.id}`),
      organisation: organisation.id,
      isHead: true,
      ticks: [],
      period: 'running',
    }));
}

function portalUsers(organisation: number, level: 1 | 2 | undefined, count: number): Colleague[] {
  return Array.from({ length: count }, (_, index) => {
    const key = `collega-${organisation}-${index + 1}`;
    const random = seeded(`ticks ${key}`);
    const ticks = level ? someTicks(random, organisation, level) : [];
    // Every tenth has a right that is about to end, for the list of those.
    const period = index % 10 === 4 ? 'ends-soon' : 'running';
    return { ...someone(key), organisation, isHead: false, ticks, period };
  });
}

function someTicks(random: Random, institution: number, level: 1 | 2): DemoTick[] {
  const themes = random.some(themesOf[level], random.between(0, 5));
  return themes.length === 0 ? [] : [{ institution, level: level satisfies LevelId, themes }];
}

function someone(key: string): Pick<Colleague, 'key' | 'givenName' | 'familyName' | 'email'> {
  const random = seeded(`name ${key}`);
  return {
    key,
    givenName: random.pick(givenNames),
    familyName: random.pick(familyNames),
    email: `${key}@demo.schoolpoort.example`,
  };
}
