import type { InvitationMessages } from '#i18n/nl/rights-invitations.ts';

/** Texts of inviting by e-mail in English. */
export const invitations: InvitationMessages = {
  title: 'Invitations',
  tile: 'Invite by e-mail',
  tileHint: 'Without a national number: the invited sign in themselves',
  inviteTitle: 'Invite by e-mail',
  inviteLead:
    'You need no national number. The person gets a mail with a link, signs in strongly and accepts. Only then the relation and the right are given.',
  who: 'Whom do you invite?',
  relation: 'Relation with the institution',
  email: 'E-mail address',
  emailHint: 'The link goes there. Use an address that only this person reads.',
  submit: 'Send invitation',
  toList: 'All invitations',
  invite: 'Invite somebody',
  orInvite: 'No national number?',
  person: 'Person',
  institution: 'Institution',
  right: 'Right',
  noRight: 'the relation only',
  rightUntil: (right, until) => `${right}, up to and including ${until}`,
  invited: 'Invited',
  by: (name, date) => `by ${name} on ${date}`,
  state: 'State',
  actions: 'Action',
  states: {
    open: (until) => `waits for an answer, the link works until ${until}`,
    expired: (date) => `expired on ${date}`,
    held: (name) => `signed in as ${name}: is that right?`,
    accepted: 'accepted',
    withdrawn: 'withdrawn',
    refused: 'refused: another person signed in',
    lapsed: 'could not be given any more',
  },
  resend: 'Send again',
  withdraw: 'Withdraw',
  confirm: 'Yes, this is the person',
  refuse: 'No, refuse',
  heldTitle: 'Somebody with another name used the link',
  held: (invited, signedIn) =>
    `${invited} was invited. Whoever used the link signed in as ${signedIn}. Is that the same person, for example with another first name? In doubt: refuse, and ask.`,
  noneTitle: 'No invitations yet',
  none: ['Invite somebody whose national number you do not have.'],
  done: {
    uitgenodigd: 'The invitation has been sent.',
    opnieuw: 'A new link has been sent. The one before works no more.',
    ingetrokken: 'The invitation has been withdrawn. The link works no more.',
    aanvaard: 'The person has been added, with the right that you chose.',
    geweigerd: 'The sign-in has been refused. The link works no more.',
    verder: 'This invitation has been dealt with already.',
    'te-vaak': 'This invitation was sent five times. Withdraw it and call the person.',
    onmogelijk:
      'This is not possible any more: you cannot give the relation or the right now. Check the rights of the person and your own.',
  },
  errors: {
    givenName: 'Fill in the given name.',
    familyName: 'Fill in the family name.',
    email: 'Write an e-mail address, for example an.peeters@school.be.',
    pending: 'This address was invited to this institution already. Send the link again from the list of invitations.',
    tooOften: 'You sent many invitations in a short time. Wait five minutes.',
  },
  mail: {
    subject: (organisation) => `You are invited by ${organisation}`,
    lead: (inviter, organisation) => `${inviter} invites you to work for ${organisation} in Mijn Onderwijs.`,
    how: (until) =>
      `Open the link, sign in with itsme or your eID, see what you are invited for and accept. The link works once, up to and including ${until}.`,
    open: 'See the invitation',
    notYou: 'You do not know this institution? Then you need not do anything. Do not forward the link.',
    toList: 'See the invitations',
    signIn: 'Sign in',
    accepted: {
      inviterSubject: (name) => `${name} has accepted your invitation`,
      inviter: (name, organisation) =>
        `${name} has accepted the invitation for ${organisation} and now has the relation and the right that you chose.`,
      invitedSubject: (organisation) => `You now belong to ${organisation}`,
      invited: (organisation) => `You accepted the invitation of ${organisation}. You can sign in at once.`,
    },
    held: {
      inviterSubject: (name) => `Check: somebody with another name used the invitation of ${name}`,
      inviter: (name, organisation) =>
        `Somebody with another name signed in for the invitation of ${name} for ${organisation}. Nothing has been given yet. Check whether it is the same person.`,
      invitedSubject: (organisation) => `Your invitation of ${organisation} is being checked`,
      invited: (organisation) =>
        `Somebody signed in with your link under another name than that of the invitation. ${organisation} checks that. You get a mail once it is decided.`,
    },
    lapsed: {
      inviterSubject: (name) => `The invitation of ${name} could not go through`,
      inviter: (name, organisation) =>
        `${name} accepted the invitation for ${organisation}, but you cannot give the relation or the right any more. Nothing was given.`,
      invitedSubject: (organisation) => `The invitation of ${organisation} could not go through`,
      invited: (organisation) =>
        `The invitation of ${organisation} could not go through. Ask the institution to invite you again.`,
    },
    refused: {
      inviterSubject: (name) => `The sign-in with the invitation of ${name} was refused`,
      inviter: (name, organisation) =>
        `Whoever signed in with the invitation of ${name} for ${organisation} was refused. Nothing was given.`,
      invitedSubject: (organisation) => `The sign-in for ${organisation} was refused`,
      invited: (organisation) =>
        `${organisation} refused the sign-in with your link, because the name was another. Ask the institution to invite you again.`,
    },
  },
  /** What the invited sees. */
  visit: {
    title: 'You are invited',
    lead: 'Sign in with itsme or your eID. Then you see who invites you and for what, and choose whether you accept.',
    why: 'So we know for certain who you are. The school does not get to see your national number.',
    submit: 'Sign in',
    goneTitle: 'This invitation works no more',
    gone: 'The link was used, withdrawn, replaced or expired, or you waited too long after signing in. Open the last mail again, or ask the school for a new one.',
    acceptTitle: 'Do you accept this invitation?',
    acceptLead: (inviter, organisation) => `${inviter} invites you for ${organisation}.`,
    somebody: 'The administrator',
    you: 'You are signed in as',
    as: 'As',
    from: 'Relation',
    right: 'Right',
    period: (from, until) => `from ${from} up to and including ${until}`,
    since: (from) => `from ${from}`,
    accept: 'Accept',
    notYou: 'This is not you? Close this window: nothing happens.',
    acceptedTitle: 'Welcome',
    accepted: (organisation) => `You now belong to ${organisation}. Sign in to begin.`,
    heldTitle: 'The school checks it',
    heldText: (organisation) =>
      `Your name is not that of the invitation. ${organisation} checks whether you are the right person. You get a mail once it is decided.`,
    lapsedTitle: 'This is not possible any more',
    lapsedText: (organisation) =>
      `Whoever invited you cannot give this any more, or you have it already. Ask ${organisation} to invite you again.`,
    signIn: 'Sign in',
  },
};
