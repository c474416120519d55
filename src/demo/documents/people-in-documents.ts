import { familyNames, givenNames } from '#demo/names.ts';
import type { Random } from '#demo/random.ts';

/** An invented name, as registers write it. */
export function someName(random: Random): string {
  return `${random.pick(familyNames)} ${random.pick(givenNames)}`;
}

export interface Contact {
  readonly name: string;
  readonly phone: string;
  readonly email: string;
}

const services: readonly { theme: RegExp; name: string; mailbox: string; phone: string }[] = [
  { theme: /^(omkadering|verificatie)/, name: 'Hilde Broeckmeersch', mailbox: 'omkadering', phone: '099 10 20 31' },
  {
    theme: /^(leerlingen|speciale|vlaamse|cursisten|validatie)/,
    name: 'Ismaël Clijsterman',
    mailbox: 'leerlingen',
    phone: '099 10 20 32',
  },
  { theme: /^(personeel|salaris)/, name: 'Marijke Van Beekhoven', mailbox: 'werkstation12', phone: '099 10 20 33' },
  { theme: /^(structuur|rapporten)/, name: 'Renée Wauterickx', mailbox: 'structuur', phone: '099 10 20 34' },
  { theme: /^(statistieken|dataloep)/, name: 'Stijn Uyttendaelen', mailbox: 'data', phone: '099 10 20 35' },
  { theme: /^inspectie/, name: 'Benedikt De Grootvaert', mailbox: 'inspectie', phone: '099 10 20 36' },
];

/** Whom a school may call about a document of this theme. */
export function contactFor(theme: string): Contact {
  const service = services.find((candidate) => candidate.theme.test(theme));
  const { name, mailbox, phone } = service ?? { name: 'Joke Haesevelt', mailbox: 'onthaal', phone: '099 10 20 30' };
  return { name, phone, email: `${mailbox}@onderwijsdiensten.example` };
}
