import type { MailMessages } from '#i18n/nl/mail.ts';

/** Texts around every mail, and of the inbox that the demo has instead of a mail server. */
export const mail: MailMessages = {
  footer: 'This mail comes from Schoolpoort. Nobody reads replies to it. Questions? Call 1700, free of charge.',
  unsubscribe: 'Stop getting mails like this one',
  inbox: {
    title: 'Inbox of the demo',
    lead: 'In the demo no mail leaves the house. Here is what you would find in your inbox.',
    caption: 'Mails to you, newest first',
    none: 'There is no mail for you yet.',
    noneHint:
      'Mail arrives here as soon as somebody shares something with you, answers your question or you fill in an e-mail address.',
    subject: 'Subject',
    to: 'To',
    at: 'Sent',
    waiting: 'Waiting to be sent',
  },
};
