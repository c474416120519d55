import { expect, test } from 'vitest';
import { ui as t } from '#i18n/nl/ui.ts';
import { DocumentRow } from './document-row.tsx';

const LETTER = {
  t,
  href: '/documenten/1',
  institution: '034793 GBS De Wegwijzer',
  theme: 'Omkadering en toelagen',
  schoolYear: '2026-2027',
  date: '15/05/2026',
  kind: 'pdf',
  size: '120 kB',
} as const;

test('DO-11 found words are marked and the text of a document stays text', () => {
  const html = String(
    <DocumentRow
      {...LETTER}
      title="<b>Dienstbrief</b>"
      state="open"
      fragment={[
        { text: 'de <i>', marked: false },
        { text: 'omkadering', marked: true },
      ]}
    />,
  );
  expect(html).toContain('de &lt;i&gt;<mark>omkadering</mark>');
  expect(html).toContain('&lt;b&gt;Dienstbrief&lt;/b&gt;');
});

test('DO-7 each state of a document has its own icon and text', () => {
  const states = ['open', 'confidential', 'veryConfidential', 'shared'] as const;
  const badges = states.map(
    (state) => /<span class="badge.*?<\/span>/.exec(String(<DocumentRow {...LETTER} title="x" state={state} />))?.[0],
  );
  expect(badges.map((badge) => badge?.replace(/<.*?>/g, ''))).toEqual([
    'Openbaar',
    'Vertrouwelijk',
    'Zeer vertrouwelijk',
    'Met jou gedeeld',
  ]);
  expect(new Set(badges.map((badge) => /<path.*?>/.exec(badge ?? '')?.[0])).size).toBe(4);
});
