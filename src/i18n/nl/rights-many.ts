/** Texts of Toekennen meerdere personen. */
export const many = {
  title: 'Toekennen meerdere personen',
  steps: { who: 'Instelling en personen', what: 'Recht en periode', confirm: 'Bevestigen' },
  institution: 'Instellingsnummer',
  related: 'Personen verbonden aan deze instelling',
  plus: (name: string) => `Voeg ${name} toe aan de keuze`,
  plusAll: (n: number) => (n === 1 ? 'Voeg toe' : `Voeg alle ${n.toLocaleString('nl-BE')} toe`),
  isPicked: 'gekozen',
  minus: (name: string) => `Haal ${name} uit de keuze`,
  picked: 'Geselecteerde gebruikers',
  nobodyPicked: 'Nog niemand. Klik op de plus naast een naam.',
  givenName: 'Voornaam',
  familyName: 'Achternaam',
  number: 'Instellingsnummer',
  category: 'Categorie',
  status: 'Status',
  active: 'Actief',
  open: 'onbepaald',
  giveRight: 'Ken gebruikersrecht toe',
  nothing: 'Jij mag voor deze instelling geen enkel recht geven aan deze personen.',
  organisation: 'Organisatie',
  contexts: 'Klik op een context om hem naar de andere lijst te verplaatsen.',
  contextsRequired: 'Klik op een context om hem naar de andere lijst te verplaatsen. Selecteer er minstens één.',
  available: 'Beschikbaar',
  selected: 'Geselecteerd',
  noneAvailable: 'geen andere',
  noneSelected: 'nog geen',
  select: (context: string) => `Selecteer ${context}`,
  unselect: (context: string) => `Haal ${context} uit de selectie`,
  hindered: (n: number) =>
    n === 1
      ? '1 persoon kan dit recht zo niet krijgen'
      : `${n.toLocaleString('nl-BE')} personen kunnen dit recht zo niet krijgen`,
  existing: (from: string, until: string) => `heeft dit recht al, van ${from} tot en met ${until}.`,
  takeOut: (n: number) =>
    n === 1 ? 'Haal deze persoon uit de keuze' : `Haal deze ${n.toLocaleString('nl-BE')} personen uit de keuze`,
  gone: 'Wie geen band meer heeft met deze instelling is uit de keuze gehaald. Kijk de keuze na en ga verder.',
  sentence: (s: { people: number; right: string; organisation: string; from: string; until: string }) =>
    `Je geeft ${s.people === 1 ? '1 persoon' : `${s.people.toLocaleString('nl-BE')} personen`} het recht ${s.right} voor ${s.organisation} van ${s.from} tot en met ${s.until}:`,
  submit: 'Bevestig',
  done: (n: number) =>
    `${n.toLocaleString('nl-BE')} personen hebben het recht gekregen. Het werkt vanaf de eerste dag, bij de volgende klik.`,
};

export type ManyMessages = typeof many;
