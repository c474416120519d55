import type { Application } from '#access/route.ts';
import { agenda, agendaKeep, agendaStart } from '#apps/agenda/index.ts';
import { alerts } from '#apps/alerts/index.ts';
import { contacts, contactsKeep, contactsStart } from '#apps/contacts/index.ts';
import { emergencyNumbers, emergencyNumbersRead } from '#apps/emergency-numbers/index.ts';
import { library, libraryStart } from '#apps/library/index.ts';
import { profile } from '#apps/profile/index.ts';
import { questionDesk, questions } from '#apps/questions/index.ts';
import { rights } from '#apps/rights/index.ts';
import { submissionDesk, submissions } from '#apps/submissions/index.ts';
import { themes } from '#apps/themes/index.ts';

/** Every application, in the order of the tabs. Adding one is a folder and a line here. */
export const applications: readonly Application[] = [
  libraryStart,
  library,
  questions,
  agendaStart,
  agenda,
  contactsStart,
  contacts,
  emergencyNumbers,
  agendaKeep,
  submissions,
  submissionDesk,
  questionDesk,
  contactsKeep,
  emergencyNumbersRead,
  rights,
  themes,
  profile,
  alerts,
];
