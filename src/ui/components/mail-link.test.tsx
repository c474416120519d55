import { expect, test } from 'vitest';
import { MailLink } from './mail-link.tsx';

test('a long address may break after the @ and the dots, and is copied and sent to as it is', () => {
  expect(String(<MailLink address="an.peeters@onderwijs.vlaanderen.be" />)).toBe(
    '<a href="mailto:an.peeters@onderwijs.vlaanderen.be">an.<wbr/>peeters@<wbr/>onderwijs.<wbr/>vlaanderen.<wbr/>be</a>',
  );
});

test('an address stays text', () => {
  expect(String(<MailLink address={'"<b>"@x.be'} />)).not.toContain('<b>');
});
