import type { RightsMailMessages } from '#i18n/nl/rights-mails.ts';

export const mails: RightsMailMessages = {
  requests: {
    open: 'Look at the request',
    details: (askedOn, until, reason) => `Asked on ${askedOn}, for the period until ${until}. Reason: ${reason}`,
    deputy: 'a deputy',
    deputyDetails: (askedOn, name, days, rights) =>
      `Asked on ${askedOn}. Who would replace: ${name}. When: ${days}. In what: ${rights}.`,
    asked: {
      subject: (who, what) => `${who} asks for access: ${what}`,
      lead: (who, what, where) => `${who} asks for ${what} for ${where}. You can approve or refuse this.`,
    },
    reminder: {
      subject: (who, what) => `Reminder: ${who} waits for an answer about ${what}`,
      lead: (who, what, where) => `${who} has waited three working days for an answer about ${what} for ${where}.`,
    },
    escalated: {
      subject: (who, what) => `No answer for five working days: ${who} asked for ${what}`,
      lead: (who, what, where) =>
        `${who} asked for ${what} for ${where} and got no answer for five working days. Speak to the administrators of this institution.`,
    },
    decided: {
      granted: (what) => `You have access: ${what}`,
      refused: (what) => `Your request was refused: ${what}`,
      closed: (what) => `Your request is closed: ${what}`,
      closedLead: (what, where) =>
        `Your request for ${what} for ${where} is closed, for your relation with that institution ended.`,
      grantedLead: (what, where, until) =>
        `Your request for ${what} for ${where} was approved, until ${until}. It works from now on.`,
      waitsLead: (what, where) =>
        `Your request for ${what} for ${where} was approved. It works as soon as a second person confirms it.`,
      waits: (what) => `Approved, still to be confirmed: ${what}`,
      refusedLead: (what, where, reason) => `Your request for ${what} for ${where} was refused. Reason: ${reason}`,
      open: 'Look at your requests',
    },
  },
  given: {
    subject: (n: number): string => (n === 1 ? 'You have been given a right' : `You have been given ${n} rights`),
    lead: 'You can start working with it. Sign in and choose on whose behalf you work. If something is wrong, ask whoever gave it.',
    right: (right: string, where: string) => `${right}, ${where}`,
    period: (from: string, until: string, giver: string | null) =>
      `from ${from} up to and including ${until}${giver ? `, given by ${giver}` : ''}`,
    open: 'See your rights',
  },
  ending: {
    own: (right, where) => `${right}, ${where}`,
    ofSomebody: (who, right, where) => `${who}: ${right}, ${where}`,
    until: (date) => `until ${date}`,
    holder: {
      subject: (n) => (n === 1 ? 'A right of yours ends' : `${n} rights of yours end`),
      lead: 'After the last day these rights give nothing any more. If you need them longer, speak to your administrator in time.',
      open: 'See who manages your rights',
    },
    administrator: {
      subject: (n) => (n === 1 ? 'A right ends' : `${n} rights end`),
      lead: 'These rights of colleagues end. Prolong what is still needed; the rest ends by itself.',
      open: 'Go to what ends soon',
    },
  },
};
