/** Texts of Mijn contacten and its upkeep. */
export const contacts = {
  name: 'Mijn contacten',
  levelName: 'Contactpersonen',
  lead: 'Bij wie je terechtkunt met vragen over je instelling.',
  search: 'Zoek een instelling op naam of nummer',
  noneFound: 'Geen instelling gevonden',
  noneFoundHint: 'Kijk het nummer of de naam na, of zoek op de gemeente.',
  none: 'Voor deze instelling kennen we nog geen contactpersonen. Bel gratis 1700.',
  caption: (institution: string) => `Contactpersonen van ${institution}`,
  help: 'Een vraag over aanmelden of over Schoolpoort zelf?',
  helpLink: 'Kijk bij Hulp',
  kind: 'Soort',
  contactName: 'Naam',
  phone: 'Telefoon',
  email: 'E-mailadres',
  kinds: {
    'school-management-team': 'Schoolbeheerteam',
    workstation: 'Werkstation',
    verifier: 'Verificateur',
    'institution-management-team': 'Instellingsbeheerteam',
  },
  keep: {
    name: 'Contactbeheer',
    lead: 'Welk team en welke verificateur horen bij welke instelling.',
    add: 'Nieuw team of nieuwe persoon',
    institutions: 'Instellingen',
    searchInstitution: 'Zoek een instelling op naam of nummer',
    found: 'Gevonden instellingen',
    number: 'Nummer',
    institution: 'Instelling',
    municipality: 'Gemeente',
    contacts: 'Teams en personen',
    noContacts: 'Er zijn nog geen teams of personen. Voeg er een toe, of laat een lijst inlezen.',
    saved: 'Dit is bewaard. Scholen zien het meteen.',
    serves: (count: number) =>
      count === 1
        ? 'Hoort bij 1 instelling. Een wijziging geldt daar meteen.'
        : `Hoort bij ${count} instellingen. Een wijziging geldt overal meteen.`,
    nameHint: 'De naam van het team of de persoon, zoals scholen die kennen',
    whoServes: 'Wie hoort bij deze instelling?',
    nobody: 'Niemand',
    save: 'Bewaar',
    back: 'Terug zonder bewaren',
    errors: {
      name: 'Geef een naam van ten hoogste 150 tekens.',
      phone: 'Schrijf een telefoonnummer met cijfers, bijvoorbeeld 02 553 00 00, of laat leeg.',
      email: 'Geef een volledig e-mailadres, bijvoorbeeld team@vlaanderen.be, of laat leeg.',
      exists: 'Er is al een team of persoon van deze soort met die naam. Kies een andere naam of wijzig die andere.',
      changedMeanwhile:
        'Een collega wijzigde dit intussen. Wat jij typte staat hieronder nog: bewaar opnieuw als dat het moet worden.',
    },
  },
};

export type ContactsMessages = typeof contacts;
