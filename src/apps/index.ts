import type { Application } from '#access/route.ts';
import { agenda, agendaKeep, agendaStart } from '#apps/agenda/index.ts';
import { library, libraryStart } from '#apps/library/index.ts';
import { profile } from '#apps/profile/index.ts';
import { rights } from '#apps/rights/index.ts';
import { submissionDesk, submissions } from '#apps/submissions/index.ts';
import { themes } from '#apps/themes/index.ts';

/** Every application, in the order of the tabs. Adding one is a folder and a line here. */
export const applications: readonly Application[] = [
  libraryStart,
  library,
  agendaStart,
  agenda,
  agendaKeep,
  submissions,
  submissionDesk,
  rights,
  themes,
  profile,
];
