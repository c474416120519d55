import { holds } from '#access/rule.ts';

export { opensLibrary as opensAsking } from '#apps/library/index.ts';

/** Who answers questions for a service of the administration; which ones, the contexts say (DO-6). */
export const opensAnswering = holds('question-handler');
