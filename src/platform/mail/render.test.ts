import { expect, test } from 'vitest';
import { button, heading, list, paragraph } from '#platform/mail/content.ts';
import { renderMail, type MailFrame } from '#platform/mail/render.ts';

const frame: MailFrame = {
  lang: 'nl',
  words: { footer: 'Van Schoolpoort.', unsubscribe: 'Afmelden' },
  baseUrl: 'https://schoolpoort.test',
  unsubscribePath: '/stop?bewijs=1',
};
const content = {
  subject: 'Nieuwe documenten\r\nBcc: x@y.z',
  parts: [
    heading('034793 De Wegwijzer'),
    list([{ text: 'Telling <1 februari>', href: '/document/1', note: 'Leerlingen' }, { text: 'Brief' }]),
    paragraph('Tot "morgen" & later'),
    button('Alle documenten', '/documenten?a=1&b=2'),
  ],
};

test('the text part says everything, with whole addresses', () => {
  expect(renderMail(content, frame).text).toBe(`034793 De Wegwijzer
===================

- Telling <1 februari> (Leerlingen)
  https://schoolpoort.test/document/1
- Brief

Tot "morgen" & later

Alle documenten:
https://schoolpoort.test/documenten?a=1&b=2

-- 
Van Schoolpoort.

Afmelden: https://schoolpoort.test/stop?bewijs=1
`);
});

test('the HTML part has a language, a title and headings, and what was typed stays text', () => {
  const { html, subject } = renderMail(content, frame);
  expect(html).toContain('<html lang="nl">');
  expect(html).toContain('<title>Nieuwe documenten Bcc: x@y.z</title>');
  expect(html).toMatch(/<h1[^>]*>Nieuwe documenten Bcc: x@y\.z<\/h1>/);
  expect(html).toMatch(/<h2[^>]*>034793 De Wegwijzer<\/h2>/);
  expect(html).toMatch(/<li><a href="https:\/\/schoolpoort\.test\/document\/1"[^>]*>Telling &lt;1 februari&gt;<\/a>/);
  expect(html).toContain('Tot &quot;morgen&quot; &amp; later');
  expect(html).toContain('href="https://schoolpoort.test/stop?bewijs=1"');
  expect(html).not.toContain('<1 februari>');
  expect(subject).not.toMatch(/[\r\n]/);
});

test('a mail links to nothing but the web', () => {
  const bad = { subject: 'x', parts: [button('Klik', 'javascript:alert(1)')] };
  expect(() => renderMail(bad, frame)).toThrow('no link of the web');
});
