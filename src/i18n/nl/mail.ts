/** Texts around every mail, and of the inbox that the demo has instead of a mail server. */
export const mail = {
  footer: 'Deze mail komt van Schoolpoort. Niemand leest wat je erop antwoordt. Vragen? Bel gratis 1700.',
  unsubscribe: 'Geen mails zoals deze meer krijgen',
  inbox: {
    title: 'Postvak van de demo',
    lead: 'In de demo gaat geen mail de deur uit. Hier staat wat jij in je postvak zou vinden.',
    caption: 'Mails aan jou, de nieuwste eerst',
    none: 'Er is nog geen mail voor jou.',
    noneHint: 'Een mail komt hier zodra iemand iets met je deelt, je vraag beantwoordt of je een e-mailadres invult.',
    subject: 'Onderwerp',
    to: 'Aan',
    at: 'Verstuurd',
    waiting: 'Wacht op verzending',
  },
};

export type MailMessages = typeof mail;
