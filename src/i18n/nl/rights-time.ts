/** Texts of the days on which a right had better end. */
export const ends = {
  suggestions: 'Kies in één klik',
  schoolYear: (year: string) => `einde schooljaar ${year}`,
  oneYearLater: 'een jaar later',
  latest: 'zo lang als mag',
  latestBefore: (holiday: string) => `net voor de ${holiday}`,
  holidays: {
    autumn: 'herfstvakantie',
    christmas: 'kerstvakantie',
    spring: 'krokusvakantie',
    easter: 'paasvakantie',
    summer: 'zomervakantie',
  } as Record<string, string>,
  note: 'Deze dag valt in de zomervakantie of in september. Dan is er vaak niemand om te verlengen: 30 juni is meestal beter.',
};

export type EndsMessages = typeof ends;
