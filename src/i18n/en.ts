import type { Messages } from '#i18n/index.ts';
import { agenda } from '#i18n/en/agenda.ts';
import { alerts } from '#i18n/en/alerts.ts';
import { contacts } from '#i18n/en/contacts.ts';
import { emergencyNumbers } from '#i18n/en/emergency-numbers.ts';
import { library } from '#i18n/en/library.ts';
import { links } from '#i18n/en/links.ts';
import { mail } from '#i18n/en/mail.ts';
import { profile } from '#i18n/en/profile.ts';
import { readings } from '#i18n/en/readings.ts';
import { questions } from '#i18n/en/questions.ts';
import { rehearsal } from '#i18n/en/rehearsal.ts';
import { rights } from '#i18n/en/rights.ts';
import { sharing } from '#i18n/en/sharing.ts';
import { submissions } from '#i18n/en/submissions.ts';
import { themes } from '#i18n/en/themes.ts';
import { ui } from '#i18n/en/ui.ts';
import { web } from '#i18n/en/web.ts';

/** Every text of the interface in English, by area. */
export const en: Messages = {
  ui,
  web,
  library,
  themes,
  rehearsal,
  rights,
  profile,
  agenda,
  submissions,
  contacts,
  emergencyNumbers,
  links,
  sharing,
  readings,
  mail,
  questions,
  alerts,
};
