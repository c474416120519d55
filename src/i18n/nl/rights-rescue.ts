/** Texts about institutions without head local administrator. */
export const rescue = {
  title: 'Instellingen zonder beheerder',
  one: 'Instelling zonder beheerder',
  count: (n: number) => (n === 1 ? '1 instelling zonder beheerder' : `${n} instellingen zonder beheerder`),
  lead: 'Deze instelling heeft geen Hoofd Lokale Beheerder. Niemand kan er nu rechten geven of collega’s helpen. Duid iemand aan.',
  foreseenLead: 'Deze instelling valt binnenkort zonder Hoofd Lokale Beheerder. Duid op tijd een collega aan.',
  institution: 'Instelling',
  without: 'Zonder beheerder vanaf',
  working: 'Wie is gevraagd',
  institutionItself: 'de beheerder van nu',
  board: (name: string, on: string) => `bestuur ${name}, op ${on}`,
  helpdesk: (on: string) => `helpdesk, op ${on}`,
  name: 'Duid een Hoofd Lokale Beheerder aan',
  nameHint:
    'Kies iemand die al aan de instelling verbonden is, of registreer iemand nieuw. Die persoon kan meteen daarna zelf rechten geven.',
  choose: 'Kies iemand van de instelling',
  register: 'Registreer iemand nieuw',
  closes: 'Zodra er een beheerder is, verdwijnt deze taak vanzelf.',
  named: 'Er is weer een Hoofd Lokale Beheerder. Die kan vanaf nu zelf rechten geven.',
  rightMissing:
    'Kies welk beheerdersrecht deze persoon krijgt: je registreert iemand om de instelling een beheerder te geven.',
  told: {
    without: 'Je instelling heeft geen beheerder.',
    board: (name: string, on: string) => `Het bestuur ${name} is gevraagd op ${on} om iemand aan te duiden.`,
    helpdesk: (on: string) =>
      `De helpdesk is gevraagd op ${on} om iemand aan te duiden. Bel gratis 1700 als het dringend is.`,
  },
  mails: {
    open: 'Duid iemand aan',
    closes: 'Zodra er een beheerder is, hoef je niets meer te doen.',
    boardWasAsked: (name: string, on: string) => `Het bestuur ${name} is gevraagd op ${on}.`,
    foreseen: {
      subject: (where: string) => `Binnenkort geen beheerder meer: ${where}`,
      lead: (where: string, from: string) =>
        `${where} heeft vanaf ${from} geen Hoofd Lokale Beheerder meer. Geef dat recht op tijd aan een collega, zodat niemand vastloopt.`,
    },
    board: {
      subject: (where: string) => `Geen beheerder: ${where}`,
      lead: (where: string, from: string) =>
        `${where} heeft sinds ${from} geen Hoofd Lokale Beheerder. Als beheerder van het bestuur kun jij iemand aanduiden: kies iemand van de instelling, of registreer iemand nieuw.`,
    },
    helpdesk: {
      subject: (where: string) => `Geen beheerder: ${where}`,
      lead: (where: string, from: string) =>
        `${where} heeft sinds ${from} geen Hoofd Lokale Beheerder. Help de instelling aan een beheerder.`,
    },
  },
};

export type RescueMessages = typeof rescue;
