import { expect, test } from 'vitest';
import { ui as t } from '#i18n/nl/ui.ts';
import { TickGrid, type TickGridPerson } from './tick-grid.tsx';

const THEMES = [
  { id: '1', name: 'Algemeen', state: 'open' },
  { id: '2', name: 'Salarisoverzichten', state: 'veryConfidential', separate: true },
] as const;

const gridOf = (...people: TickGridPerson[]) =>
  String(<TickGrid t={t} caption="Rooster" action="/themabeheer" themes={THEMES} people={people} />);

test('TH-3 a box says whose and which theme it is, and what was seen', () => {
  const html = gridOf({ id: 'p1', name: 'An Peeters', cells: [{ ticked: true, version: 4 }, { ticked: false }] });
  expect(html).toContain(
    '<input type="checkbox" name="tick" value="p1:1" data-version="4" aria-labelledby="r1 c0" checked>',
  );
  expect(html).toContain('<input type="checkbox" name="tick" value="p1:2" aria-labelledby="r1 c1">');
  expect(html).toMatch(/id="r1">An Peeters/);
  expect(html).toMatch(/id="c1">Salarisoverzichten/);
});

test('TH-3 the plain form tells an unticked box from a person out of sight', () => {
  const html = gridOf({ id: 'p1', name: 'An Peeters', cells: [] });
  expect(html).toContain('<input type="hidden" name="shown" value="p1"/>');
  expect(html).toContain('name="all" value="p1"');
});

test('TH-3 pay overviews are marked as outside Alle', () => {
  expect(gridOf().match(/data-separate/g)).toHaveLength(1);
});

test('TH-2 an administrator has all themes automatically and nothing to tick', () => {
  const html = gridOf({ id: 'p1', name: 'Marc Claes', cells: [], automatic: 'Heeft alles' });
  expect(html).toContain('colspan="3"');
  expect(html).not.toContain('name="tick"');
  expect(html).not.toContain('name="shown"');
});

test('names and ids of people stay text', () => {
  const html = gridOf({ id: '"><b>', name: '<b>An</b>', cells: [{ ticked: false, version: '"<' }] });
  expect(html).not.toContain('<b>');
});
