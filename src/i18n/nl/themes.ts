import { secondPerson } from './second-person.ts';

/** Texts of Themabeheer. */
export const themes = {
  secondPerson,
  name: 'Themabeheer',
  lead: 'Kies wie welke documenten mag zien. Een vinkje geldt meteen.',
  label: (name: string, confidentiality: string) => `${name} (${confidentiality.toLowerCase()})`,
  choose: {
    lead: 'Van welke instelling wil je de thema’s beheren?',
    institution: 'Instelling',
    number: 'Nummer',
    users: 'Gebruikers',
    find: 'Zoek op naam of nummer',
    caption: 'Instellingen waarvan jij de thema’s beheert',
    other: 'Kies een andere instelling',
    one: 'Andere instelling',
    go: 'Toon',
  },
  grid: {
    caption: (institution: string) => `Gebruikers van ${institution} en hun thema’s`,
    automatic: 'heeft alle thema’s als Portaal Beheerder',
    findName: 'Zoek een naam',
    name: 'Naam',
    has: 'Enkel wie dit thema heeft',
    everybody: 'Iedereen',
    apply: 'Toon',
    nameChip: (text: string) => `Naam: ${text}`,
    themeChip: (theme: string) => `Heeft: ${theme}`,
    count: (users: number, administrators: number) =>
      `${users === 1 ? '1 gebruiker' : `${users} gebruikers`} en ${administrators === 1 ? '1 beheerder' : `${administrators} beheerders`}`,
    tryFirst: 'Eerst bekijken wat er verandert',
    saveAtOnce: 'Elk vinkje meteen bewaren',
    whoCan: 'Wie kon wat openen, op elke dag',
    whichDocuments: 'Welke documenten horen bij welk thema?',
    nobodyFound: 'Niemand gevonden',
    nobodyFoundHints: ['Zoek op een deel van de voornaam of familienaam.', 'Kijk of er geen ander filter aan staat.'],
    clear: 'Toon iedereen',
    nobodyYet: 'Nog niemand heeft het recht Mijn Onderwijs Gebruiker',
    nobodyYetHints: [
      'Geef een collega eerst dat recht in Gebruikersbeheer. Daarna kies je hier de thema’s.',
      'Portaal Beheerders hebben alle thema’s zonder vinkjes.',
    ],
    toRights: 'Naar Gebruikersbeheer',
  },
  saved: {
    done: (count: number) =>
      count === 1 ? '1 wijziging bewaard. Ze geldt meteen.' : `${count} wijzigingen bewaard. Ze gelden meteen.`,
    nothing: 'Er was niets te bewaren: je had geen vinkje gewijzigd.',
    elsewhereTitle: 'Iemand anders werkte ook in dit rooster',
    unsaved: 'Dit is niet bewaard, want een collega wijzigde het intussen. Hieronder staat de huidige toestand.',
    alsoChanged: 'Dit wijzigde een collega intussen. Je eigen wijzigingen zijn bewaard.',
    cell: (person: string, theme: string, ticked: boolean) =>
      `${person}: ${theme} ${ticked ? 'is aangevinkt' : 'is niet aangevinkt'}`,
    by: (name: string) => `door ${name}`,
    more: (count: number) => `en nog ${count} andere`,
    gone: (count: number) =>
      count === 1
        ? 'Eén vinkje is niet bewaard: die persoon is geen gebruiker van deze instelling meer.'
        : `${count} vinkjes zijn niet bewaard: die personen zijn geen gebruiker van deze instelling meer.`,
  },
  tick: {
    changed: (by: string) => `${by} wijzigde dit intussen. Je ziet nu de huidige toestand.`,
    somebody: 'Iemand anders',
    gone: 'Dit kun je hier niet meer wijzigen. Laad de pagina opnieuw.',
  },
  catalogue: {
    title: 'Thema’s en hun documenten',
    lead: 'Elk document hoort bij een thema. Met een thema zie je al zijn documenten van die instelling en dat niveau.',
    theme: 'Thema',
    confidentiality: 'Vertrouwelijkheid',
    documents: 'Documenten',
    levels: 'Niveaus',
    all: 'Kolom Alle',
    inAll: 'ja',
    notInAll: 'nee, altijd apart',
    find: 'Zoek een thema',
  },
};

export type ThemesMessages = typeof themes;
