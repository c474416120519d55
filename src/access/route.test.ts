import { expect, test } from 'vitest';
import type { Actor } from '#access/actor.ts';
import {
  anyActor,
  application,
  form,
  isGuarded,
  opensApplication,
  page,
  publicForm,
  publicPage,
  publicStep,
  signedIn,
  uploadForm,
} from '#access/route.ts';
import { holds } from '#access/rule.ts';

const handle = () => new Response();
const files = { field: 'bestanden', most: 25, maxBytes: 10 };
const places = [{ institutionId: 34_793, levelId: 1 }];
const actor = { places } as unknown as Actor;
const guard = opensApplication('rights', holds('portal-admin'));

test('a guard is for who is signed in, for who acts for somebody, or for whom a rule holds: nothing else', () => {
  expect(signedIn).toEqual({ kind: 'session' });
  expect(anyActor).toEqual({ kind: 'actor' });
  expect(guard).toMatchObject({ kind: 'application', application: 'rights', rule: holds('portal-admin') });
});

test('PO-5: a rule is judged wherever the actor holds a right, unless an application says where', () => {
  const nowhere = () => [];
  const placesOf = (one: typeof guard) => (one.kind === 'application' ? one.places(actor) : null);
  expect(placesOf(guard)).toBe(places);
  expect(placesOf(opensApplication('rights', holds('portal-admin'), nowhere))).toEqual([]);
  const definition = {
    id: 'rights',
    name: () => '',
    opensFor: holds('portal-admin'),
    place: 'start' as const,
    path: '',
    levels: 'all' as const,
    routes: [],
  };
  expect(application(definition).opensAt(actor)).toBe(places);
  expect(application({ ...definition, opensAt: nowhere }).opensAt(actor)).toEqual([]);
});

test('PO-5: what an application said stays said', () => {
  const one = application({
    id: 'rights',
    name: () => '',
    opensFor: holds('portal-admin'),
    place: 'start',
    path: '',
    levels: 'all',
    routes: [],
  });
  expect(() => Object.assign(one, { opensFor: holds('portal-user') })).toThrow(TypeError);
});

test('a page is read and a form is sent, behind the guard that was given', () => {
  expect(page('/a', guard, handle)).toEqual({ method: 'GET', path: '/a', access: guard, handle });
  expect(form('/a', guard, handle)).toEqual({ method: 'POST', path: '/a', access: guard, handle });
  expect(uploadForm('/a', guard, files, handle)).toEqual({ method: 'POST', path: '/a', access: guard, handle, files });
});

test('what is public says so, and only that is unguarded', () => {
  const access = { kind: 'public' };
  expect(publicPage('/a', handle)).toEqual({ method: 'GET', path: '/a', access, handle, inSnapshot: true });
  expect(publicStep('/a', handle)).toEqual({ method: 'GET', path: '/a', access, handle, inSnapshot: false });
  expect(publicForm('/a', handle)).toEqual({ method: 'POST', path: '/a', access, handle, limit: null });
  expect(publicForm('/a', handle, 'sign-in')).toMatchObject({ limit: 'sign-in' });
  const guarded = [page('/a', signedIn, handle), form('/a', anyActor, handle), uploadForm('/a', guard, files, handle)];
  expect(guarded.every(isGuarded)).toBe(true);
  const open = [publicPage('/a', handle), publicStep('/a', handle), publicForm('/a', handle)];
  expect(open.some(isGuarded)).toBe(false);
});
