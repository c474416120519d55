import { agenda } from '#i18n/nl/agenda.ts';
import { alerts } from '#i18n/nl/alerts.ts';
import { contacts } from '#i18n/nl/contacts.ts';
import { emergencyNumbers } from '#i18n/nl/emergency-numbers.ts';
import { library } from '#i18n/nl/library.ts';
import { links } from '#i18n/nl/links.ts';
import { mail } from '#i18n/nl/mail.ts';
import { profile } from '#i18n/nl/profile.ts';
import { readings } from '#i18n/nl/readings.ts';
import { questions } from '#i18n/nl/questions.ts';
import { rehearsal } from '#i18n/nl/rehearsal.ts';
import { rights } from '#i18n/nl/rights.ts';
import { sharing } from '#i18n/nl/sharing.ts';
import { submissions } from '#i18n/nl/submissions.ts';
import { themes } from '#i18n/nl/themes.ts';
import { ui } from '#i18n/nl/ui.ts';
import { web } from '#i18n/nl/web.ts';

/** Every text of the interface in Dutch, by area. */
export const nl = {
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
