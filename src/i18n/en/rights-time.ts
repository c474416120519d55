import type { EndsMessages } from '#i18n/nl/rights-time.ts';

export const ends: EndsMessages = {
  suggestions: 'Choose in one click',
  schoolYear: (year) => `end of school year ${year}`,
  oneYearLater: 'one year later',
  latest: 'as long as allowed',
  latestBefore: (holiday) => `just before the ${holiday}`,
  holidays: {
    autumn: 'autumn holiday',
    christmas: 'Christmas holiday',
    spring: 'spring holiday',
    easter: 'Easter holiday',
    summer: 'summer holiday',
  },
  note: 'This day lies in the summer holiday or in September. Often nobody is there then to prolong: 30 June is usually better.',
};
