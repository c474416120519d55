import { isLevelId, type LevelId } from '#directory/levels.ts';
import { schoolYearOf } from '#directory/school-year.ts';
import { payOverviews, payYearOf } from '#demo/documents/about-pay.ts';
import { aboutInstitution } from '#demo/documents/about-institution.ts';
import { aboutPupils } from '#demo/documents/about-pupils.ts';
import { aboutStaffing } from '#demo/documents/about-staffing.ts';
import { letters, type Letter } from '#demo/documents/letters.ts';
import type { Template } from '#demo/documents/template.ts';
import { demo, demoOrganisations, type DemoOrganisation } from '#demo/organisations.ts';
import { seeded } from '#demo/random.ts';

/** One document to be made: what it is about, for whom, of which year, sent when. */
export interface PlannedDocument {
  readonly institution: DemoOrganisation;
  readonly level: LevelId;
  readonly year: number;
  readonly publishedOn: string;
  readonly source: { readonly template: Template } | { readonly letter: Letter };
}

const templates: readonly Template[] = [...aboutStaffing, ...aboutPupils, ...aboutInstitution];

/** Nothing in the demo world was sent after this day, so that the same world comes out whenever it is made. */
const lastDay = '2026-11-20';
const firstYear = 2017;

// The institutions of the demo people have more to read than the others.
const quota = new Map<number, number>([
  [demo.primarySchool, 66],
  [demo.bigSecondarySchool, 42],
  [demo.publicSecondarySchool, 24],
  [demo.publicPrimarySchool, 18],
  [demo.guidanceCentre, 14],
  [demo.academy, 12],
  [demo.specialSchool, 12],
  [demo.universityCollege, 10],
  [demo.adultEducation, 10],
  [demo.boardingSchool, 8],
  [demo.successorSchool, 8],
]);
const usualQuota = 2;

// Nothing can be delivered to an institution that is closed.
const institutions = demoOrganisations.filter(
  (organisation) =>
    organisation.levels.length > 0 && organisation.kind !== 'school-community' && !organisation.closedYearsAgo,
);

/** Every document of the demo world, oldest first. */
export function plannedDocuments(): PlannedDocument[] {
  const planned = [
    ...institutions.flatMap(ownDocuments).filter((document) => !isMonthly(document)),
    ...institutions.filter(({ id }) => quota.has(id)).flatMap(monthlyPay),
    ...letters.flatMap(sentLetters),
  ];
  return planned.sort((one, other) =>
    one.publishedOn < other.publishedOn ? -1 : one.publishedOn > other.publishedOn ? 1 : 0,
  );
}

function ownDocuments(institution: DemoOrganisation): PlannedDocument[] {
  const random = seeded(`plan ${institution.id}`);
  const possible = institution.levels.filter(isLevelId).flatMap((level) => candidates(institution, level));
  // Recent ones are likelier, so that a school has its whole present year and samples of the years before.
  const weighed = possible.map((document) => ({ document, weight: random.next() * (2030 - document.year) }));
  weighed.sort((one, other) => one.weight - other.weight);
  return weighed.slice(0, quota.get(institution.id) ?? usualQuota).map(({ document }) => document);
}

/** The pay overviews of the last months, of the institutions of the demo people. */
function monthlyPay(institution: DemoOrganisation): PlannedDocument[] {
  const level = institution.levels.find(isLevelId);
  if (level === undefined) return [];
  return payOverviews.map((template) => {
    const year = payYearOf(template);
    return { institution, level, year, publishedOn: dayOf(template, year), source: { template } };
  });
}

/** An older sample of a month that is in the monthly ones too would be a second overview of it (O23). */
function isMonthly({ institution, year, source }: PlannedDocument): boolean {
  return (
    'template' in source && source.template.id === 'salarisoverzicht' && year === 2026 && quota.has(institution.id)
  );
}

function candidates(institution: DemoOrganisation, level: LevelId): PlannedDocument[] {
  return templates
    .filter((template) => template.levels.includes(level))
    .flatMap((template) =>
      Array.from({ length: schoolYearOf(lastDay) - firstYear + 1 }, (_, index) => {
        const year = firstYear + index;
        return { institution, level, year, publishedOn: dayOf(template, year), source: { template } };
      }),
    )
    .filter(({ publishedOn }) => publishedOn <= lastDay);
}

function dayOf({ sentOn, inAdvance }: Template, year: number): string {
  const sameYear = inAdvance || sentOn >= '09-01';
  return `${sameYear ? year : year + 1}-${sentOn}`;
}

function sentLetters(letter: Letter): PlannedDocument[] {
  const receivers = institutions.filter((institution) =>
    letter.levels.some((level) => institution.levels.includes(level)),
  );
  const always = receivers.filter((institution) => quota.has(institution.id));
  const others = receivers.filter((institution) => !quota.has(institution.id));
  const some = seeded(`letter ${letter.id}`).some(others, letter.spread);
  return [...always, ...some].map((institution) => ({
    institution,
    level: letter.levels.find((level) => institution.levels.includes(level)) ?? 1,
    year: schoolYearOf(letter.sentOn) + (letter.inAdvance ? 1 : 0),
    publishedOn: letter.sentOn,
    source: { letter },
  }));
}
