import { anyActor, application, form, page } from '#access/route.ts';
import { everyActor } from '#access/rule.ts';
import { confirmAddress } from '#apps/profile/change-email.ts';
import { confirmPage, sendConfirmation } from '#apps/profile/pages/confirm.tsx';
import { ownRightsEndpoint } from '#apps/profile/own-rights.ts';
import { saveContact, showProfile } from '#apps/profile/pages/profile.tsx';

export { changeEmail } from '#apps/profile/change-email.ts';
export { confirmEmail, forgetOldLinks } from '#apps/profile/confirm-email.ts';
export { profileOf, type Profile } from '#apps/profile/profile-of.ts';

/** Mijn profiel: what I hold, at which institution, and who manages it for me (TH-6). Without any right it tells just that. */
export const profile = application({
  id: 'profile',
  name: (t) => t.profile.name,
  opensFor: everyActor,
  place: 'none',
  path: 'mijn-profiel',
  levels: 'all',
  routes: [
    page('/mijn-profiel', anyActor, showProfile),
    form('/mijn-profiel', anyActor, saveContact),
    page(confirmAddress, anyActor, confirmPage),
    form(confirmAddress, anyActor, sendConfirmation),
  ],
  endpoints: [ownRightsEndpoint],
});
