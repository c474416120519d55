/** Texts of sharing a document, and of who oversees it. */
export const sharing = {
  name: 'Delen',
  title: 'Document delen',
  intro:
    'Je deelt met één persoon die toegang heeft tot Mijn Onderwijs. Die persoon leest het document, maar kan het niet verder delen.',
  document: 'Document',
  email: 'E-mailadres van de ontvanger',
  emailHint: 'Het adres dat in het profiel van de ontvanger staat, helemaal uitgeschreven',
  find: 'Of zoek een collega van je instellingen op naam',
  findButton: 'Zoek',
  colleague: 'Collega',
  noColleague: 'Niemand uit deze lijst',
  noneFound: 'Geen collega gevonden met die naam. Zoek op een deel van de naam, of geef het e-mailadres.',
  more: 'Er zijn er nog meer. Typ een naam om verder te zoeken.',
  several: 'Meer dan één persoon gebruikt dit adres. Wie bedoel je?',
  note: 'Boodschap voor de ontvanger',
  noteHint: (most: number) => `Ten hoogste ${most} tekens. Schrijf geen gegevens over leerlingen of personeel.`,
  next: 'Verder',
  back: 'Terug naar het document',
  errors: {
    nobodyMeant: 'Geef een e-mailadres, of kies een collega.',
    both: 'Geef een e-mailadres of kies een collega, niet allebei.',
    email: 'Dit is geen volledig e-mailadres. Schrijf het als naam@school.be.',
    nobody:
      'Met dit adres kun je niet delen. Kijk het na, en vraag de ontvanger of het in zijn profiel staat. Wie geen toegang heeft tot Mijn Onderwijs, kan niets ontvangen.',
    gone: 'Met deze persoon kun je niet meer delen. Kies iemand anders.',
    already: (name: string) => `${name} heeft dit document al: het werd al gedeeld.`,
    note: (most: number) => `Je boodschap is te lang. Kort ze in tot ${most} tekens.`,
    tooOften: 'Je probeerde veel adressen na elkaar. Wacht vijf minuten, en probeer het dan opnieuw.',
  },
  confirm: {
    title: 'Controleer en deel',
    receiver: 'Ontvanger',
    noNote: 'geen boodschap',
    warningTitle: 'Delen kun je niet ongedaan maken',
    warning: (name: string) =>
      `${name} leest dit document vanaf nu, ook als jij het later zelf niet meer ziet. Niemand kan het terugnemen.`,
    submit: (name: string) => `Deel met ${name}`,
    change: 'Wijzig',
  },
  done: 'Het document is gedeeld. De ontvanger vindt het bij Alle documenten.',
  cannotTitle: 'Dit document kun je niet delen',
  cannot: {
    confidential:
      'Het document is vertrouwelijk: er staan gegevens over personen in. Enkel openbare documenten kun je delen.',
    received: 'Het document werd met jou gedeeld. Wat je ontving, kun je niet verder delen.',
  },
  sharedWith: 'Gedeeld met',
  by: (sharer: string, day: string) => `door ${sharer} op ${day}`,
  noteOf: (note: string) => `Boodschap: ${note}`,
  received: (sharer: string) => `Gedeeld door ${sharer}`,
  receivedOn: (day: string) => `Op ${day}. Je kunt dit document niet verder delen.`,
  letGo: {
    open: 'Haal uit mijn documenten',
    consequence: 'Je ziet dit document dan niet meer, tot iemand het opnieuw met je deelt.',
    confirm: 'Haal weg',
    done: 'Het document staat niet meer bij je documenten.',
  },
  mail: {
    subject: (sharer: string) => `${sharer} deelde een document met jou`,
    lead: (sharer: string) =>
      `${sharer} deelde een document met jou in Mijn Onderwijs. Meld je aan om het te lezen; om welk document het gaat, staat niet in deze mail.`,
    open: 'Open het document',
  },
  overview: {
    name: 'Gedeelde documenten',
    lead: (institution: string) =>
      `Alles wat van ${institution} gedeeld werd. Enkel openbare documenten kunnen gedeeld worden; terugnemen kan niet.`,
    none: 'Er is nog niets gedeeld',
    noneHint: 'Een gebruiker deelt een openbaar document met de knop Delen.',
    at: 'Wanneer',
    document: 'Document',
    by: 'Gedeeld door',
    with: 'Gedeeld met',
    state: 'Toestand',
    elsewhere: 'Document van een andere instelling',
    states: {
      works: 'Werkt',
      'no-access': 'Werkt niet: ontvanger heeft geen toegang',
      confidential: 'Geëindigd: document werd vertrouwelijk',
      moved: 'Geëindigd: document werd verplaatst',
      receiver: 'Geëindigd: ontvanger haalde het weg',
    },
  },
};

export type SharingMessages = typeof sharing;
