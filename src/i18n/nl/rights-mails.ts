/** Mails about asking for access and about rights that end. */
export const mails = {
  requests: {
    open: 'Bekijk de vraag',
    details: (askedOn: string, until: string, reason: string) =>
      `Gevraagd op ${askedOn}, voor de periode tot en met ${until}. Reden: ${reason}`,
    deputy: 'een plaatsvervanger',
    deputyDetails: (askedOn: string, name: string, days: string, rights: string) =>
      `Gevraagd op ${askedOn}. Wie zou vervangen: ${name}. Wanneer: ${days}. Waarin: ${rights}.`,
    asked: {
      subject: (who: string, what: string) => `${who} vraagt toegang: ${what}`,
      lead: (who: string, what: string, where: string) =>
        `${who} vraagt ${what} voor ${where}. Jij kunt dit goedkeuren of weigeren.`,
    },
    reminder: {
      subject: (who: string, what: string) => `Herinnering: ${who} wacht op een antwoord over ${what}`,
      lead: (who: string, what: string, where: string) =>
        `${who} wacht al drie werkdagen op een antwoord over ${what} voor ${where}.`,
    },
    escalated: {
      subject: (who: string, what: string) => `Al vijf werkdagen geen antwoord: ${who} vroeg ${what}`,
      lead: (who: string, what: string, where: string) =>
        `${who} vroeg ${what} voor ${where} en kreeg al vijf werkdagen geen antwoord. Spreek de beheerders van deze instelling aan.`,
    },
    decided: {
      granted: (what: string) => `Je hebt toegang: ${what}`,
      waits: (what: string) => `Goedgekeurd, nog te bevestigen: ${what}`,
      refused: (what: string) => `Je vraag is geweigerd: ${what}`,
      closed: (what: string) => `Je vraag is gesloten: ${what}`,
      closedLead: (what: string, where: string) =>
        `Je vraag om ${what} voor ${where} is gesloten, want je band met die instelling eindigde.`,
      grantedLead: (what: string, where: string, until: string) =>
        `Je vraag om ${what} voor ${where} is goedgekeurd, tot en met ${until}. Het werkt vanaf nu.`,
      waitsLead: (what: string, where: string) =>
        `Je vraag om ${what} voor ${where} is goedgekeurd. Het werkt zodra een tweede persoon het bevestigt.`,
      refusedLead: (what: string, where: string, reason: string) =>
        `Je vraag om ${what} voor ${where} is geweigerd. Reden: ${reason}`,
      open: 'Bekijk je vragen',
    },
  },
  given: {
    subject: (n: number): string => (n === 1 ? 'Je hebt een recht gekregen' : `Je hebt ${n} rechten gekregen`),
    lead: 'Hiermee kun je aan de slag. Meld je aan en kies namens wie je werkt. Klopt er iets niet, spreek dan aan wie het gaf.',
    right: (right: string, where: string) => `${right}, ${where}`,
    period: (from: string, until: string, giver: string | null) =>
      `van ${from} tot en met ${until}${giver ? `, gegeven door ${giver}` : ''}`,
    open: 'Bekijk je rechten',
  },
  ending: {
    own: (right: string, where: string) => `${right}, ${where}`,
    ofSomebody: (who: string, right: string, where: string) => `${who}: ${right}, ${where}`,
    until: (date: string) => `tot en met ${date}`,
    holder: {
      subject: (n: number): string => (n === 1 ? 'Een recht van je loopt af' : `${n} rechten van je lopen af`),
      lead: 'Na de laatste dag geven deze rechten niets meer. Heb je ze langer nodig, spreek dan op tijd je beheerder aan.',
      open: 'Bekijk wie je rechten beheert',
    },
    administrator: {
      subject: (n: number): string => (n === 1 ? 'Een recht loopt af' : `${n} rechten lopen af`),
      lead: 'Deze rechten van collega’s lopen af. Verleng wat nodig blijft; de rest stopt vanzelf.',
      open: 'Naar Loopt af',
    },
  },
};

export type RightsMailMessages = typeof mails;
