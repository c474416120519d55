import type { RightsMessages } from '../nl/rights.ts';

export const rights: RightsMessages = {
  name: 'User management',
};
