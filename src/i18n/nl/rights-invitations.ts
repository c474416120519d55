/** Texts of inviting by e-mail. */
export const invitations = {
  title: 'Uitnodigingen',
  tile: 'Uitnodigen per e-mail',
  tileHint: 'Zonder rijksregisternummer: wie je uitnodigt, meldt zich zelf aan',
  inviteTitle: 'Uitnodigen per e-mail',
  inviteLead:
    'Je hebt geen rijksregisternummer nodig. De persoon krijgt een mail met een link, meldt zich sterk aan en aanvaardt. Pas dan krijgt die de band en het recht.',
  who: 'Wie nodig je uit?',
  relation: 'Band met de instelling',
  email: 'E-mailadres',
  emailHint: 'Daar gaat de link naartoe. Gebruik een adres dat enkel deze persoon leest.',
  submit: 'Verstuur uitnodiging',
  toList: 'Alle uitnodigingen',
  invite: 'Nodig iemand uit',
  orInvite: 'Geen rijksregisternummer?',
  person: 'Persoon',
  institution: 'Instelling',
  right: 'Recht',
  noRight: 'enkel de band',
  rightUntil: (right: string, until: string) => `${right}, tot en met ${until}`,
  invited: 'Uitgenodigd',
  by: (name: string, date: string) => `door ${name} op ${date}`,
  state: 'Toestand',
  actions: 'Actie',
  states: {
    open: (until: string) => `wacht op antwoord, de link werkt tot ${until}`,
    expired: (date: string) => `verlopen op ${date}`,
    held: (name: string) => `aangemeld als ${name}: klopt dat?`,
    accepted: 'aanvaard',
    withdrawn: 'ingetrokken',
    refused: 'geweigerd: een andere persoon meldde zich aan',
    lapsed: 'kon niet meer gegeven worden',
  },
  resend: 'Stuur opnieuw',
  withdraw: 'Trek in',
  confirm: 'Ja, dat is deze persoon',
  refuse: 'Nee, weiger',
  heldTitle: 'Iemand met een andere naam gebruikte de link',
  held: (invited: string, signedIn: string) =>
    `${invited} is uitgenodigd. Wie de link gebruikte, meldde zich aan als ${signedIn}. Is dat dezelfde persoon, bijvoorbeeld met een andere roepnaam? Bij twijfel: weiger, en vraag het na.`,
  noneTitle: 'Nog geen uitnodigingen',
  none: ['Nodig iemand uit van wie je het rijksregisternummer niet hebt.'],
  done: {
    uitgenodigd: 'De uitnodiging is verstuurd.',
    opnieuw: 'Er is een nieuwe link verstuurd. De vorige werkt niet meer.',
    ingetrokken: 'De uitnodiging is ingetrokken. De link werkt niet meer.',
    aanvaard: 'De persoon is toegevoegd, met het recht dat je koos.',
    geweigerd: 'De aanmelding is geweigerd. De link werkt niet meer.',
    verder: 'Deze uitnodiging is intussen al afgehandeld.',
    'te-vaak': 'Deze uitnodiging is al vijf keer verstuurd. Trek ze in en bel de persoon.',
    onmogelijk:
      'Dit kan niet meer: de band of het recht kun je nu niet geven. Kijk de rechten van de persoon en je eigen rechten na.',
  } as Record<string, string>,
  errors: {
    givenName: 'Vul de voornaam in.',
    familyName: 'Vul de familienaam in.',
    email: 'Schrijf een e-mailadres, bijvoorbeeld an.peeters@school.be.',
    pending: 'Dit adres is al uitgenodigd voor deze instelling. Stuur de link opnieuw in de lijst van uitnodigingen.',
    tooOften: 'Je verstuurde veel uitnodigingen op korte tijd. Wacht vijf minuten.',
  },
  mail: {
    subject: (organisation: string) => `Je bent uitgenodigd door ${organisation}`,
    lead: (inviter: string, organisation: string) =>
      `${inviter} nodigt je uit om voor ${organisation} te werken in Mijn Onderwijs.`,
    how: (until: string) =>
      `Open de link, meld je aan met itsme of je eID, kijk na waarvoor je uitgenodigd bent en aanvaard. De link werkt één keer, tot en met ${until}.`,
    open: 'Bekijk de uitnodiging',
    notYou: 'Ken je deze instelling niet? Dan hoef je niets te doen. Stuur de link niet door.',
    toList: 'Bekijk de uitnodigingen',
    signIn: 'Meld je aan',
    accepted: {
      inviterSubject: (name: string) => `${name} heeft je uitnodiging aanvaard`,
      inviter: (name: string, organisation: string) =>
        `${name} heeft de uitnodiging voor ${organisation} aanvaard en heeft nu de band en het recht die je koos.`,
      invitedSubject: (organisation: string) => `Je hoort nu bij ${organisation}`,
      invited: (organisation: string) =>
        `Je hebt de uitnodiging van ${organisation} aanvaard. Je kunt je meteen aanmelden.`,
    },
    held: {
      inviterSubject: (name: string) => `Kijk na: iemand met een andere naam gebruikte de uitnodiging van ${name}`,
      inviter: (name: string, organisation: string) =>
        `Voor de uitnodiging van ${name} voor ${organisation} meldde zich iemand met een andere naam aan. Er is nog niets gegeven. Kijk na of het dezelfde persoon is.`,
      invitedSubject: (organisation: string) => `Je uitnodiging van ${organisation} wordt nagekeken`,
      invited: (organisation: string) =>
        `Iemand meldde zich met jouw link aan onder een andere naam dan die van de uitnodiging. ${organisation} kijkt dat na. Je krijgt een mail zodra het beslist is.`,
    },
    lapsed: {
      inviterSubject: (name: string) => `De uitnodiging van ${name} kon niet doorgaan`,
      inviter: (name: string, organisation: string) =>
        `${name} aanvaardde de uitnodiging voor ${organisation}, maar de band of het recht kun je nu niet meer geven. Er is niets gegeven.`,
      invitedSubject: (organisation: string) => `De uitnodiging van ${organisation} kon niet doorgaan`,
      invited: (organisation: string) =>
        `De uitnodiging van ${organisation} kon niet doorgaan. Vraag de instelling om je opnieuw uit te nodigen.`,
    },
    refused: {
      inviterSubject: (name: string) => `De aanmelding met de uitnodiging van ${name} is geweigerd`,
      inviter: (name: string, organisation: string) =>
        `Wie zich met de uitnodiging van ${name} voor ${organisation} aanmeldde, is geweigerd. Er is niets gegeven.`,
      invitedSubject: (organisation: string) => `De aanmelding voor ${organisation} is geweigerd`,
      invited: (organisation: string) =>
        `${organisation} heeft de aanmelding met jouw link geweigerd, omdat de naam een andere was. Vraag de instelling om je opnieuw uit te nodigen.`,
    },
  },
  /** What the invited sees. */
  visit: {
    title: 'Je bent uitgenodigd',
    lead: 'Meld je aan met itsme of je eID. Daarna zie je wie je uitnodigt en waarvoor, en kies je of je aanvaardt.',
    why: 'Zo weten we zeker wie je bent. De school krijgt je rijksregisternummer niet te zien.',
    submit: 'Meld je aan',
    goneTitle: 'Deze uitnodiging werkt niet meer',
    gone: 'De link is gebruikt, ingetrokken, vervangen of verlopen, of je wachtte te lang na het aanmelden. Open de laatste mail opnieuw, of vraag de school om een nieuwe.',
    acceptTitle: 'Aanvaard je deze uitnodiging?',
    acceptLead: (inviter: string, organisation: string) => `${inviter} nodigt je uit voor ${organisation}.`,
    somebody: 'De beheerder',
    you: 'Je bent aangemeld als',
    as: 'Als',
    from: 'Band',
    right: 'Recht',
    period: (from: string, until: string) => `van ${from} tot en met ${until}`,
    since: (from: string) => `vanaf ${from}`,
    accept: 'Aanvaard',
    notYou: 'Ben jij dit niet? Sluit dit venster: er gebeurt niets.',
    acceptedTitle: 'Welkom',
    accepted: (organisation: string) => `Je hoort nu bij ${organisation}. Meld je aan om te beginnen.`,
    heldTitle: 'De school kijkt het na',
    heldText: (organisation: string) =>
      `Je naam is niet die van de uitnodiging. ${organisation} kijkt na of jij de juiste persoon bent. Je krijgt een mail zodra het beslist is.`,
    lapsedTitle: 'Dit kan nu niet meer',
    lapsedText: (organisation: string) =>
      `Wie je uitnodigde, kan dit nu niet meer geven, of je hebt het al. Vraag ${organisation} om je opnieuw uit te nodigen.`,
    signIn: 'Meld je aan',
  },
};

export type InvitationMessages = typeof invitations;
