import { describe, expect, test } from 'vitest';
import { ui as en } from '#i18n/en/ui.ts';
import { ui as nl } from '#i18n/nl/ui.ts';
import { Frame, type FrameProps } from './frame.tsx';

const PAGE: FrameProps = {
  title: 'Documenten',
  lang: 'nl',
  t: nl,
  nonce: 'n0nce',
  assets: { css: ['/assets/s.css'], js: ['/assets/c.js'] },
  demo: false,
};
const AN = { name: 'An Peeters', actingFor: 'GBS De Wegwijzer (034793)', canSwitch: true };

describe('the frame', () => {
  test('is a whole document in the language of the visitor', () => {
    expect(String(<Frame {...PAGE} />)).toMatch(/^<!doctype html><html lang="nl">/);
    expect(String(<Frame {...PAGE} lang="en" t={en} />)).toContain('<html lang="en">');
  });

  test('holds no script or style without the nonce, and no style attribute', () => {
    const html = String(<Frame {...PAGE} user={AN} />);
    const scripts = html.match(/<script[^>]*>/g) ?? [];
    expect(scripts).toHaveLength(2);
    for (const script of scripts) expect(script).toContain('nonce="n0nce"');
    expect(html).not.toMatch(/<style|\sstyle=|\son[a-z]+=/);
  });

  test('PO-4 the logo leads back to the start page', () => {
    expect(String(<Frame {...PAGE} />)).toContain('<a class="logo" href="/"');
  });

  test('SI-4 SI-5 the help number and the notice of law stand on every page, also before sign-in', () => {
    const html = String(<Frame {...PAGE} />);
    expect(html).toContain('1700');
    expect(html).toContain('href="/onrechtmatige-toegang"');
    expect(html).not.toContain('Afmelden');
  });

  test('SI-3 the switch is offered only where there is something to switch to', () => {
    expect(String(<Frame {...PAGE} user={AN} />)).toContain('href="/aanmelden/namens-wie"');
    expect(String(<Frame {...PAGE} user={{ ...AN, canSwitch: false }} />)).not.toContain('namens-wie');
  });

  test('PO-5 a search in everything stands only where it leads somewhere', () => {
    const search = '<form class="header-search" role="search" aria-label="Zoek in alles" action="/documenten">';
    expect(String(<Frame {...PAGE} user={AN} searchAction="/documenten" />)).toContain(search);
    expect(String(<Frame {...PAGE} user={AN} />)).not.toContain('header-search');
  });

  test('PO-3 the current tab is marked for everyone', () => {
    const tabs = [
      { label: 'Documenten', href: '/basisonderwijs/documenten', current: true },
      { label: 'Agenda', href: '/basisonderwijs/agenda', current: false },
    ];
    const html = String(<Frame {...PAGE} user={AN} tabs={tabs} area="Basisonderwijs" />);
    expect(html.match(/aria-current="page"/g)).toHaveLength(1);
    expect(html).toContain('<nav class="bar" aria-label="Basisonderwijs">');
  });

  test('signing out and switching language are posts', () => {
    const html = String(<Frame {...PAGE} user={AN} path="/documenten?q=a&b" />);
    expect(html).toContain('<form method="post" action="/afmelden">');
    expect(html).toMatch(/<form class="languages" method="post" action="\/taal"/);
    expect(html).toContain('name="terug" value="/documenten?q=a&amp;b"');
  });

  test('names of people stay text', () => {
    expect(
      String(<Frame {...PAGE} user={{ ...AN, name: '<b>An</b>' }} searchAction="/documenten" search={'"<'} />),
    ).not.toContain('<b>');
  });
});
