import { expect, test } from 'vitest';
import type { Actor } from '#access/actor.ts';
import { mayShare, whyNotShareable, type SharedDocument } from '#apps/library/sharing/policy.ts';

const school = 34_793;
const document: SharedDocument = {
  id: 'brief',
  title: 'Brief',
  institutionId: school,
  levelId: 1,
  themeId: 3,
  confidentiality: 'open',
};
const held = (entitlement: string, organisationId = school) => ({
  id: `${entitlement}-${organisationId}`,
  entitlement,
  organisationId,
});
const reading = (grants: ReturnType<typeof held>[], ...received: string[]): Actor =>
  ({ grants, reach: { shared: received.map((documentId) => ({ documentId })) } }) as unknown as Actor;
const user = held('portal-user');

test('DO-7: an open document that one holds by a right of one’s own is shared', () => {
  expect(whyNotShareable(reading([user]), document)).toBeNull();
  expect(whyNotShareable(reading([user], 'een-ander'), document)).toBeNull();
  expect(mayShare(reading([user]), document)).toEqual({ verdict: 'allowed', restsOn: user.id });
});

test.each(['confidential', 'very-confidential'] as const)(
  'DO-7, P5: a %s document is not shared',
  (confidentiality) => {
    expect(whyNotShareable(reading([user]), { ...document, confidentiality })).toBe('confidential');
    expect(mayShare(reading([user]), { ...document, confidentiality })).toEqual({ verdict: 'forbidden' });
  },
);

test('DO-7, P5: what was shared with me is not shared on', () => {
  expect(whyNotShareable(reading([user], 'een-ander', 'brief'), document)).toBe('received');
  expect(mayShare(reading([user], 'brief'), document)).toEqual({ verdict: 'forbidden' });
});

test('P3: a document out of sight does not exist', () => {
  expect(mayShare(reading([user]), null)).toEqual({ verdict: 'unknown' });
});

test('R25: the log names the right that a share rests on: of the administrator, of the user, of the reader', () => {
  const restsOn = (...grants: ReturnType<typeof held>[]) => {
    const verdict = mayShare(reading(grants), document);
    return verdict.verdict === 'allowed' ? verdict.restsOn : verdict.verdict;
  };
  const [admin, reader] = [held('portal-admin'), held('administration-reader', 1_001_835)];
  expect(restsOn(reader, user, admin)).toBe(admin.id);
  expect(restsOn(reader, user)).toBe(user.id);
  expect(restsOn(held('edison-admin'), reader)).toBe(reader.id);
  expect(restsOn(held('portal-admin', 12_345), held('portal-user', 12_345), reader)).toBe(reader.id);
  expect(restsOn(held('portal-admin', 12_345), user)).toBe(user.id);
  expect(restsOn()).toBeUndefined();
});
