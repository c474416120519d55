/** Texts of the rule that two people tick a very confidential theme. */
export const secondPerson = {
  tasks: 'Te bevestigen door een tweede persoon',
  one: 'Bevestigen met twee',
  lead: 'Een collega stelt dit voor. Het geldt pas als een tweede persoon het bevestigt.',
  closed: 'Over dit voorstel is beslist.',
  late: 'Iemand anders besliste al. Jouw antwoord verandert niets meer.',
  what: 'Wat',
  institution: 'Instelling',
  proposedBy: 'Voorgesteld door',
  byOn: (name: string, on: string) => `${name}, op ${on}`,
  whoMay: 'Wie kan bevestigen',
  board: (name: string) => `het bestuur ${name}`,
  expires: 'Vervalt na',
  tick: (theme: string, level: string, person: string) => `${theme}, ${level}, voor ${person}`,
  switchOff: 'De tweepersoonsregel uitzetten',
  confirm: 'Bevestig',
  refuse: 'Weiger',
  reason: 'Reden',
  reasonHint: 'Wie het voorstelde, leest deze reden.',
  reasonMissing: 'Schrijf waarom je weigert.',
  withdraw: 'Trek voorstel in',
  ownHint: 'Je stelde dit zelf voor. Iemand anders bevestigt het; jij kunt het nog intrekken.',
  outcomes: {
    confirmed: (who: string) => `${who} bevestigde dit voorstel. Het geldt.`,
    refused: (who: string, reason: string) => `${who} weigerde dit voorstel: ${reason}`,
    withdrawn: 'Dit voorstel is ingetrokken, of een recht waarop het steunt is geëindigd.',
    expired: 'Niemand bevestigde dit voorstel op tijd. Het is vervallen.',
  },
  cell: { short: 'wacht', rest: ' op bevestiging' },
  waiting: 'Wacht op bevestiging',
  waitingFor: (what: string, proposer: string, who: string) =>
    `${what}. Voorgesteld door ${proposer}; te bevestigen door ${who}.`,
  proposed: (count: number) =>
    count === 1
      ? 'Eén vinkje wacht op bevestiging door een tweede persoon. Het geldt nog niet.'
      : `${count} vinkjes wachten op bevestiging door een tweede persoon. Ze gelden nog niet.`,
  rule: 'Tweepersoonsregel',
  find: 'Zoek op naam of nummer',
  ruleLead:
    'Met deze regel vink je Salarisoverzichten met twee aan: wat een beheerder aanvinkt, geldt pas als een tweede beheerder of het bestuur het bevestigt. Uitvinken kan altijd alleen. Een Portaal Beheerder heeft ze zonder vinkje.',
  isOn: 'aan',
  isOff: 'uit',
  isOnByBoard: (board: string) => `aan, gekozen door het bestuur ${board}`,
  switchOn: 'Zet de regel aan',
  onHint: 'Wat al aangevinkt is, blijft. De regel weer uitzetten, kan alleen met twee personen.',
  proposeOff: 'Stel voor om de regel uit te zetten',
  offHint: 'Een tweede persoon moet dit bevestigen.',
  nowOn: 'De regel staat aan.',
  nowProposed: 'Je voorstel wacht op bevestiging door een tweede persoon.',
  nobodyElse: 'Er is geen tweede beheerder die kan bevestigen. Geef eerst een collega een beheerdersrecht.',
  mails: {
    open: 'Bekijk het voorstel',
    tick: (theme: string, person: string) => `het thema ${theme} voor ${person}`,
    switchOff: 'om de tweepersoonsregel uit te zetten',
    asked: (who: string) => `${who} vraagt je bevestiging`,
    askedLead: (who: string, what: string, where: string, until: string) =>
      `${who} stelt voor: ${what}, bij ${where}. Het geldt pas als jij of een andere beheerder het bevestigt. Het voorstel vervalt na ${until}.`,
    confirmed: 'Je voorstel is bevestigd',
    confirmedLead: (what: string, where: string) =>
      `Je voorstel is bevestigd: ${what}, bij ${where}. Het geldt vanaf nu.`,
    refused: 'Je voorstel is geweigerd',
    refusedLead: (what: string, where: string, reason: string) =>
      `Je voorstel is geweigerd: ${what}, bij ${where}. Reden: ${reason}`,
  },
};

export type SecondPersonMessages = typeof secondPerson;
