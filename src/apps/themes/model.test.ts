import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  changedSince,
  decodeSeen,
  encodeSeen,
  judge,
  narrow,
  wishesOf,
  type Cell,
  type Grid,
  type GridUser,
  type SentGrid,
  type Theme,
} from '#apps/themes/model.ts';

const open: Theme = { id: 1, name: 'Algemeen', confidentiality: 'open', inAll: true };
const pupils: Theme = { id: 3, name: 'Leerlingen', confidentiality: 'confidential', inAll: true };
const pay: Theme = { id: 12, name: 'Salarisoverzichten', confidentiality: 'very-confidential', inAll: false };
const themes = [open, pupils, pay];
const inAll = (id: number): boolean => themes.some((theme) => theme.id === id && theme.inAll);

const user = (id: string, versions: readonly number[], name = 'An Peeters'): GridUser => {
  const [givenName = '', familyName = ''] = name.split(' ');
  return { id, givenName, familyName, email: null, versions };
};

const sentFrom = (users: readonly GridUser[], ticked: readonly string[], all: string | null = null): SentGrid => ({
  shown: users.map((one) => one.id),
  seen: decodeSeen(encodeSeen(themes, users))!,
  ticked: new Set(ticked),
  all,
});

test('TH-3: a form says only what the person changed', () => {
  const sent = sentFrom([user('an', [1, 0, 2]), user('bart', [0, 3, 0])], ['an:1', 'an:3']);
  expect(wishesOf(sent, inAll)).toEqual([
    { personId: 'an', themeId: 3, ticked: true, seen: 0 },
    { personId: 'bart', themeId: 3, ticked: false, seen: 3 },
  ]);
});

test('TH-3, P2: Alle ticks every theme except Salarisoverzichten', () => {
  const wishes = wishesOf(sentFrom([user('an', [0, 0, 0]), user('bart', [0, 0, 0])], [], 'an'), inAll);
  expect(wishes.map((wish) => [wish.personId, wish.themeId, wish.ticked])).toEqual([
    ['an', 1, true],
    ['an', 3, true],
  ]);
});

test('TH-3: Alle leaves a tick of Salarisoverzichten that was there alone', () => {
  const wishes = wishesOf(sentFrom([user('an', [0, 1, 1])], ['an:3', 'an:12'], 'an'), inAll);
  expect(wishes.map((wish) => wish.themeId)).toEqual([1]);
});

test('TH-3: a cell that somebody else changed meanwhile keeps what it became', () => {
  expect(judge({ ticked: true, seen: 0 }, 0)).toBe('apply');
  expect(judge({ ticked: true, seen: 0 }, 1)).toBe('same');
  expect(judge({ ticked: true, seen: 0 }, 2)).toBe('changed');
  expect(judge({ ticked: false, seen: 1 }, 3)).toBe('changed');
  expect(judge({ ticked: true }, 2)).toBe('apply');
});

test('TH-3: every cell in sight that changed is found, whether the person touched it or not', () => {
  const sent = sentFrom([user('an', [1, 0, 2])], ['an:1']);
  const now = new Map([
    ['an:1', 2],
    ['an:12', 2],
  ]);
  const version = (cell: Cell) => now.get(`${cell.personId}:${cell.themeId}`) ?? 0;
  expect(changedSince(sent, version)).toEqual([{ personId: 'an', themeId: 1 }]);
  expect(changedSince(sent, () => undefined)).toEqual([]);
});

test('TH-3: what was seen survives the form, modulo 36, and a changed field is refused', () => {
  fc.assert(
    fc.property(fc.array(fc.array(fc.nat(200), { minLength: 3, maxLength: 3 }), { maxLength: 20 }), (rows) => {
      const seen = decodeSeen(
        encodeSeen(
          themes,
          rows.map((row, index) => user(String(index), row)),
        ),
      );
      expect(seen).toEqual({ themeIds: [1, 3, 12], rows: rows.map((row) => row.map((version) => version % 36)) });
    }),
  );
  for (const wrong of ['', '1.3-0', '1.x-00', "1.3-00'", '1.3--', '1.3-0A']) expect(decodeSeen(wrong)).toBeNull();
});

test('TH-3: the grid narrows by name without accents, and by theme', () => {
  const grid: Grid = {
    institution: { id: 1, name: 'School' },
    themes,
    users: [user('an', [1, 0, 0], 'Ané Peeters'), user('bart', [0, 0, 1], 'Bart Wouters')],
    waiting: new Map(),
    administrators: [{ id: 'els', givenName: 'Els', familyName: 'Maes', email: null }],
  };
  const shown = (filter: Parameters<typeof narrow>[1]) => {
    const result = narrow(grid, filter);
    return [...result.users, ...result.administrators].map((person) => person.id);
  };
  expect(shown({ search: 'PEET ane', themeId: null })).toEqual(['an']);
  expect(shown({ search: '', themeId: 12 })).toEqual(['bart', 'els']);
  expect(shown({ search: ' ', themeId: null })).toEqual(['an', 'bart', 'els']);
});
