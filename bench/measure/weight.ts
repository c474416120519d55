import { gzipSync } from 'node:zlib';
import type { Scenario } from './request.ts';

/** What a page weighs on the line, in bytes. */
export interface PageWeight {
  html: number;
  htmlGzip: number;
}

/** The heaviest page of a scenario; null when it is a file or changes something. */
export async function weigh(origin: string, scenario: Scenario): Promise<PageWeight | null> {
  if (scenario.changes) return null;
  const weights: PageWeight[] = [];
  for (const { path, headers, form } of scenario.requests.slice(0, 6)) {
    const answer = await fetch(
      `${origin}${path}`,
      form === undefined ? { headers } : { headers, method: 'POST', body: form, redirect: 'manual' },
    );
    const body = Buffer.from(await answer.arrayBuffer());
    if (!answer.headers.get('content-type')?.startsWith('text/html')) return null;
    weights.push({ html: body.length, htmlGzip: gzipSync(body).length });
  }
  return weights.toSorted((a, b) => b.htmlGzip - a.htmlGzip)[0] ?? null;
}

export interface AssetWeight {
  javascriptGzip: number;
  cssGzip: number;
}

/** Everything that a page, here a list of documents, asks the browser to load besides itself. */
export async function weighAssets(origin: string, cookie: string): Promise<AssetWeight> {
  const html = await (await fetch(`${origin}/documenten`, { headers: { cookie } })).text();
  const scripts = [...html.matchAll(/<script[^>]+src="([^"]+)"/g)].map((match) => match[1] ?? '');
  const styles = [...html.matchAll(/<link[^>]+rel="stylesheet"[^>]+href="([^"]+)"/g)].map((match) => match[1] ?? '');
  return { javascriptGzip: await gzipOf(origin, scripts), cssGzip: await gzipOf(origin, styles) };
}

async function gzipOf(origin: string, paths: readonly string[]): Promise<number> {
  let bytes = 0;
  for (const path of new Set(paths)) {
    const answer = await fetch(new URL(path, origin));
    bytes += gzipSync(Buffer.from(await answer.arrayBuffer())).length;
  }
  return bytes;
}
