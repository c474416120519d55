import type { ProfileMessages } from '../nl/profile.ts';

export const profile: ProfileMessages = {
  name: 'My profile',
};
