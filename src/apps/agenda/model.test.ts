import { expect, test } from 'vitest';
import { entriesOn, shiftMonth, weeksOf, type EndingRight } from '#apps/agenda/model.ts';
import { nothingTyped, parseTime, understand, type TypedItem } from '#apps/agenda/pages/typed-item.ts';
import { messages } from '#i18n/index.ts';

test('AG-1 a month is written in weeks from Monday to Sunday', () => {
  const weeks = weeksOf('2026-11');
  expect(weeks).toHaveLength(6);
  expect(weeks[0]).toEqual([null, null, null, null, null, null, '2026-11-01']);
  expect(weeks[5]?.slice(0, 2)).toEqual(['2026-11-30', null]);
  expect(weeksOf('2027-02').flat().filter(Boolean)).toHaveLength(28);
  expect(weeksOf('2028-02').flat().filter(Boolean)).toHaveLength(29);
});

test('months follow each other over the turn of the year', () => {
  expect([shiftMonth('2026-12', 1), shiftMonth('2027-01', -1)]).toEqual(['2027-01', '2026-12']);
});

test('AG-1 what lasts several days stands on each of them', () => {
  const entry = {
    kind: 'right',
    id: 'x',
    entitlement: 'x',
    begins: '2026-11-30',
    ends: '2026-12-02',
    organisations: [],
  };
  const on = (day: string): number => entriesOn([entry as EndingRight], day).length;
  expect(['2026-11-29', '2026-11-30', '2026-12-01', '2026-12-02', '2026-12-03'].map(on)).toEqual([0, 1, 1, 1, 0]);
});

test('a time is read as people write it', () => {
  expect(['9', '9u', '9u30', '9.30', '09:30', '14:00', '0:00'].map(parseTime)).toEqual([
    '09:00',
    '09:00',
    '09:30',
    '09:30',
    '09:30',
    '14:00',
    '00:00',
  ]);
  expect(['24:00', '9.60', 'negen', '9,30'].map(parseTime)).toEqual([undefined, undefined, undefined, undefined]);
});

const typed: TypedItem = { ...nothingTyped, title: 'Teldag', begins: '1/2/2027', levels: [1] };

const fieldsWrong = (change: Partial<TypedItem>): string[] => {
  const outcome = understand({ ...typed, ...change }, messages.nl);
  return 'faults' in outcome ? outcome.faults.map((fault) => fault.field) : [];
};

test('AG-1 every field that is not in order is named, and one that is in order is not', () => {
  expect(fieldsWrong({})).toEqual([]);
  expect(fieldsWrong({ title: '', begins: '31/02/2027', levels: [] })).toEqual(['titel', 'begin', 'niveau']);
  expect(fieldsWrong({ ends: '31/01/2027' })).toEqual(['einde']);
  expect(fieldsWrong({ ends: '01/03/2028' })).toEqual(['einde']);
  expect(fieldsWrong({ endsAt: '10.00' })).toEqual(['beginuur']);
  expect(fieldsWrong({ beginsAt: '10.00', endsAt: '9.00' })).toEqual(['einduur']);
  expect(fieldsWrong({ beginsAt: '10.00', endsAt: '9.00', ends: '02/02/2027' })).toEqual([]);
  expect(fieldsWrong({ link: 'javascript:alert(1)' })).toEqual(['link']);
  expect(fieldsWrong({ link: 'onderwijs.vlaanderen.be' })).toEqual(['link']);
  expect(fieldsWrong({ link: 'https://onderwijs.vlaanderen.be/x' })).toEqual([]);
});
