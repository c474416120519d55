/** Texts of what a program wanted to end at an institution and what is held until an administrator decides. */
export const held = {
  section: 'Tegengehouden uitschrijvingen',
  title: 'Tegengehouden uitschrijvingen',
  count: (n: number) => (n === 1 ? '1 keer tegengehouden' : `${n} keer tegengehouden`),
  program: 'Programma',
  people: 'Personen',
  lead: (program: string, n: number, total: number) =>
    `Het programma ${program} wil de band van ${n === 1 ? '1 persoon' : `${n.toLocaleString('nl-BE')} personen`} beëindigen. Je instelling had die dag ${total} personen.`,
  endedBefore: (n: number) =>
    n === 1 ? 'Die dag beëindigde het al 1 andere band.' : `Die dag beëindigde het al ${n} andere banden.`,
  why: 'Dat is ongewoon veel op één dag. Er is nog niets gebeurd: iedereen houdt zijn rechten tot je beslist.',
  who: (n: number) => (n === 1 ? 'Om deze persoon gaat het' : `Om deze ${n.toLocaleString('nl-BE')} personen gaat het`),
  gone: 'band is al beëindigd',
  runs: 'band loopt',
  now: 'Nu',
  release: 'Laat gebeuren',
  releaseLead: 'De banden eindigen vandaag. De rechten en thema’s die eraan hangen, geven meteen niets meer.',
  releaseSubmit: (n: number) => (n === 1 ? 'Beëindig de band' : `Beëindig ${n.toLocaleString('nl-BE')} banden`),
  reject: 'Weiger alles',
  rejectLead: 'Iedereen blijft. Het programma krijgt een dag lang te horen dat je dit weigerde.',
  rejectSubmit: 'Weiger alles',
  reason: 'Waarom?',
  releaseHint: 'Bijvoorbeeld: het schooljaar is om, nagekeken met het secretariaat.',
  rejectHint: 'Bijvoorbeeld: de personeelslijst was niet volledig.',
  reasonMissing: 'Schrijf waarom.',
  obstacles: 'Zo kan het niet in één keer',
  decidedTitle: 'Er is al beslist',
  wasReleased: (who: string, on: string) => `${who} liet dit gebeuren op ${on}.`,
  wasRejected: (who: string, on: string) => `${who} weigerde dit op ${on}.`,
  doneReleased: 'De banden zijn beëindigd.',
  doneRejected: 'Geweigerd. Iedereen houdt zijn band en zijn rechten.',
  mail: {
    subject: (organisation: string) => `Uitschrijvingen tegengehouden voor ${organisation}`,
    lead: (program: string, organisation: string) =>
      `Het programma ${program} wil op één dag ongewoon veel personen van ${organisation} uitschrijven. We hielden dat tegen. Kijk het na en beslis.`,
    open: 'Bekijk en beslis',
  },
};

export type HeldMessages = typeof held;
