import { checkDigits } from '#directory/national-number.ts';
import type { LevelId } from '#directory/levels.ts';
import { demo, institutionsOf } from '#demo/organisations.ts';

/** When a relation or grant holds, seen from today. */
export type DemoPeriod = 'running' | 'ends-soon' | 'ended-yesterday' | 'starts-tomorrow';

export interface DemoRelation {
  readonly organisation: number;
  readonly targetGroup: 'OV' | 'GID';
  readonly category: string;
  readonly period: DemoPeriod;
  readonly grants: readonly DemoGrant[];
}

export interface DemoGrant {
  readonly entitlement: string;
  readonly organisations: readonly number[];
  readonly contexts?: readonly string[];
  readonly period: DemoPeriod;
}

export interface DemoTick {
  readonly institution: number;
  readonly level: LevelId;
  readonly themes: readonly string[];
}

/** A person on the sign-in page of the demo. Nobody that exists is meant. */
export interface DemoPerson {
  readonly key: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly email: string;
  /** What this person can do, as the sign-in page tells it. */
  readonly description: string;
  readonly nationalNumber: string;
  /** The means of sign-in that the demo provider reports. */
  readonly acr: string;
  readonly relations: readonly DemoRelation[];
  readonly ticks: readonly DemoTick[];
  /** False: nobody registered this person yet; an invitation by e-mail does. */
  readonly registered?: boolean;
  /** Institutions this person heads: the automatic rights follow from it. */
  readonly headOf: readonly number[];
}

const eid = 'urn:be:vlaanderen:authmech:eid';
const itsme = 'urn:be:vlaanderen:authmech:itsme';
const staff = 'Medewerker';
const civilServant = 'Ambtenaar';

export const demoPeople: readonly DemoPerson[] = [
  {
    ...named('secretaris', 'Els', 'Vanderheydonck', { born: '800412', serial: 998, acr: itsme }),
    description: 'Secretaris van Basisschool De Wilgenroos: leest de documenten van vijf thema’s.',
    relations: [at(demo.primarySchool, [user(demo.primarySchool)])],
    ticks: [
      tick(demo.primarySchool, 1, [
        'algemeen-openbaar',
        'leerlingen-openbaar',
        'leerlingen-vertrouwelijk',
        'omkadering-en-toelagen-openbaar',
        'structuur-en-organisatie-openbaar',
      ]),
    ],
  },
  {
    ...named('directeur', 'Karim', 'Van Steenlandt', { born: '710923', serial: 997, acr: eid }),
    description:
      'Directeur van Basisschool De Wilgenroos: leest alles van de school, beheert rechten en thema’s van 25 collega’s.',
    relations: [at(demo.primarySchool, [])],
    headOf: [demo.primarySchool],
  },
  {
    ...named('twee-scholen', 'Lieve', 'Pauwelstijn', { born: '860130', serial: 998, acr: itsme }),
    description: 'Secretaris van een basisschool en een atheneum, met andere thema’s op elk niveau.',
    relations: [at(demo.publicPrimarySchool, [user(demo.publicPrimarySchool), user(demo.publicSecondarySchool)])],
    ticks: [
      tick(demo.publicPrimarySchool, 1, [
        'algemeen-openbaar',
        'leerlingen-vertrouwelijk',
        'statistieken-en-dataloep-openbaar',
      ]),
      tick(demo.publicSecondarySchool, 2, [
        'algemeen-openbaar',
        'omkadering-en-toelagen-openbaar',
        'structuur-en-organisatie-openbaar',
        'structuur-en-organisatie-vertrouwelijk',
      ]),
    ],
  },
  {
    ...named('schoolbestuur', 'Rita', 'Maesschalckx', { born: '690617', serial: 998, acr: eid }),
    description: 'Medewerker van een schoolbestuur: portaalbeheerder van zestig scholen op drie niveaus.',
    relations: [at(demo.bigBoard, [portalAdmin(institutionsOf(demo.bigBoard).map((institution) => institution.id))])],
  },
  {
    ...named('bestuursbeheerder', 'Hilde', 'Vermandereman', { born: '730504', serial: 998, acr: eid }),
    description:
      'Hoofd Lokale Beheerder van een schoolbestuur: duidt een beheerder aan waar een school er geen meer heeft.',
    relations: [
      at(demo.bigBoard, [{ entitlement: 'head-local-admin', organisations: [demo.bigBoard], period: 'running' }]),
    ],
  },
  {
    ...named('administratie', 'Joris', 'Dhondtlaer', { born: '750208', serial: 997, acr: eid }),
    description: 'Medewerker van de onderwijsadministratie: leest drie thema’s van alle instellingen.',
    relations: [
      administration([
        {
          entitlement: 'administration-reader',
          organisations: [demo.administration],
          contexts: [
            'omkadering-en-toelagen-openbaar',
            'statistieken-en-dataloep-openbaar',
            'verificatie-vertrouwelijk',
          ],
          period: 'running',
        },
      ]),
    ],
  },
  {
    ...named('gisteren-geeindigd', 'Griet', 'Broeckmeersch', { born: '780519', serial: 998, acr: itsme }),
    description: 'Haar recht op Basisschool De Wilgenroos eindigde gisteren: ziet niets meer, en leest waarom.',
    relations: [at(demo.primarySchool, [{ ...user(demo.primarySchool), period: 'ended-yesterday' }])],
    ticks: [tick(demo.primarySchool, 1, ['algemeen-openbaar', 'omkadering-en-toelagen-openbaar'])],
  },
  {
    ...named('begint-morgen', 'Samira', 'El Amranilla', { born: '950811', serial: 998, acr: itsme }),
    description: 'Haar recht op Basisschool De Wilgenroos begint morgen: ziet vandaag nog niets.',
    relations: [at(demo.primarySchool, [{ ...user(demo.primarySchool), period: 'starts-tomorrow' }])],
    ticks: [tick(demo.primarySchool, 1, ['algemeen-openbaar', 'leerlingen-openbaar'])],
  },
  {
    ...named('zonder-recht', 'Wout', 'Timmermansveld', { born: '990305', serial: 997, acr: itsme }),
    description: 'Leraar zonder enig recht op het portaal: leest wie hem een recht kan geven.',
    relations: [at(demo.primarySchool, [])],
  },
  {
    ...named('genodigd', 'Marieke', 'Dewilgenaere', { born: '920417', serial: 998, acr: itsme }),
    description: 'Nog door niemand geregistreerd: kan zich pas aanmelden na een uitnodiging per e-mail.',
    relations: [],
    registered: false,
  },
  {
    ...named('twee-relaties', 'Nadia', 'Roelandtsveld', { born: '830727', serial: 998, acr: eid }),
    description: 'Werkt voor een academie en voor een CLB: kiest eerst namens wie ze aanmeldt.',
    relations: [at(demo.academy, [portalAdmin([demo.academy])]), at(demo.guidanceCentre, [user(demo.guidanceCentre)])],
    ticks: [tick(demo.guidanceCentre, 4, ['omkadering-en-toelagen-openbaar', 'algemeen-openbaar'])],
  },
  {
    ...named('gesloten-school', 'Frans', 'Lambrechtsen', { born: '660214', serial: 997, acr: eid }),
    description: 'Beheerder van een basisschool die intussen gesloten is, en van haar opvolger.',
    relations: [
      at(demo.closedSchool, [portalAdmin([demo.closedSchool])]),
      at(demo.successorSchool, [portalAdmin([demo.successorSchool])]),
    ],
  },
  {
    ...named('fusie', 'Annelies', 'Deschoenmakere', { born: '760318', serial: 998, acr: eid }),
    description: 'Directeur van een basisschool waarin twee scholen opgingen: bevestigt wie van daar meekomt.',
    relations: [at(demo.successorSchool, [])],
    headOf: [demo.successorSchool],
  },
  {
    ...named('helpdesk', 'Tess', 'Goethalsen', { born: '910126', serial: 998, acr: eid }),
    description: 'Helpdesk: geeft de rechten van een directeur waar een school geen beheerder heeft.',
    relations: [administration([{ entitlement: 'helpdesk', organisations: [demo.administration], period: 'running' }])],
  },
  {
    ...named('dienst', 'Veerle', 'Staelenhof', { born: '840616', serial: 998, acr: eid }),
    // The mailbox of a contact of documents for whom no service answers: its questions come by mail.
    email: 'werkstation12@onderwijsdiensten.example',
    description:
      'Medewerker van een dienst van de onderwijsadministratie: houdt agenda en contactpersonen van de scholen bij.',
    relations: [
      administration([
        { entitlement: 'agenda-editor', organisations: [demo.administration], period: 'running' },
        { entitlement: 'contacts-editor', organisations: [demo.administration], period: 'running' },
      ]),
    ],
  },
  {
    ...named('gezondheidsteam', 'Ruben', 'Cleymansveld', { born: '870911', serial: 997, acr: eid }),
    description: 'Medewerker van het team infectieziektebestrijding: vraagt noodnummers op, telkens met een reden.',
    relations: [
      administration([{ entitlement: 'health-team', organisations: [demo.administration], period: 'running' }]),
    ],
  },
  {
    ...named('behandelaar', 'Ward', 'Coppenolleman', { born: '840619', serial: 997, acr: eid }),
    description: 'Medewerker van AGODI: behandelt wat instellingen met Document versturen naar die dienst sturen.',
    relations: [
      administration([
        {
          entitlement: 'submission-handler',
          organisations: [demo.administration],
          contexts: ['agodi'],
          period: 'running',
        },
      ]),
    ],
  },
  {
    ...named('antwoorder', 'Hanne', 'Verstraetenberg', { born: '900417', serial: 998, acr: eid }),
    description: 'Medewerker van AGODI: beantwoordt de vragen die scholen over documenten stellen.',
    relations: [
      administration([
        {
          entitlement: 'question-handler',
          organisations: [demo.administration],
          contexts: ['agodi'],
          period: 'running',
        },
      ]),
    ],
  },
  {
    ...named('clb', 'Pieterjan', 'Hoefnagelsman', { born: '880903', serial: 997, acr: itsme }),
    description: 'Medewerker van Vrij CLB Het Baken: leest omkadering, personeel en statistieken van het centrum.',
    relations: [at(demo.guidanceCentre, [user(demo.guidanceCentre)])],
    ticks: [
      tick(demo.guidanceCentre, 4, [
        'omkadering-en-toelagen-openbaar',
        'omkadering-en-toelagen-vertrouwelijk',
        'personeel-vertrouwelijk',
        'statistieken-en-dataloep-openbaar',
      ]),
    ],
  },
];

function named(
  key: string,
  givenName: string,
  familyName: string,
  means: { born: string; serial: number; acr: string },
) {
  const nine = `${means.born}${means.serial}`;
  return {
    key,
    givenName,
    familyName,
    email: `${key}@demo.schoolpoort.example`,
    nationalNumber: nine + checkDigits(nine, 1900),
    acr: means.acr,
    ticks: [],
    headOf: [],
  };
}

function at(organisation: number, grants: readonly DemoGrant[]): DemoRelation {
  return { organisation, targetGroup: 'OV', category: staff, period: 'running', grants };
}

function administration(grants: readonly DemoGrant[]): DemoRelation {
  return { organisation: demo.administration, targetGroup: 'GID', category: civilServant, period: 'running', grants };
}

function user(institution: number): DemoGrant {
  return { entitlement: 'portal-user', organisations: [institution], period: 'running' };
}

function portalAdmin(institutions: readonly number[]): DemoGrant {
  return { entitlement: 'portal-admin', organisations: institutions, period: 'running' };
}

function tick(institution: number, level: LevelId, themes: readonly string[]): DemoTick {
  return { institution, level, themes };
}
