import { existsSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, normalize } from 'node:path';
import type { Call, Endpoint } from '#access/route.ts';
import { problem } from '#access/problem.ts';
import { projectRoot } from '#platform/root.ts';
import type { Assets } from '#platform/services.ts';

interface Built {
  file: string;
  css?: string[];
  isEntry?: boolean;
}

/** The style sheets and scripts that the build made, by its manifest. */
export function builtAssets(): Assets {
  const folder = join(projectRoot, 'dist/client');
  const manifest = join(folder, '.vite/manifest.json');
  if (!existsSync(manifest)) throw new Error('The client has not been built: run `npm run build`');
  const entries = Object.values(JSON.parse(readFileSync(manifest, 'utf8')) as Record<string, Built>).filter(
    (e) => e.isEntry,
  );
  const files = entries.flatMap((entry) => [entry.file, ...(entry.css ?? [])]).map((file) => `/${file}`);
  return {
    folder,
    css: files.filter((file) => file.endsWith('.css')),
    js: files.filter((file) => file.endsWith('.js')),
  };
}

const types: Record<string, string> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
};

/** Built files carry a hash of their content in their name: they may be kept for ever. */
export const assetEndpoint: Endpoint = {
  method: 'GET',
  path: '/assets/:file',
  access: { kind: 'public' },
  summary: 'A style sheet or script of the interface',
  responses: { 200: { description: 'The file' }, 404: { description: 'No such file' } },
  handle: assetFile,
};

const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 28 28"><path fill="#ffd615" d="M3 3h11v22H3z"/><path fill="none" stroke="#11305b" stroke-width="2.5" d="M3 3h22v22H3zM14 3v22"/></svg>`;

export const iconEndpoint: Endpoint = {
  method: 'GET',
  path: '/favicon.svg',
  access: { kind: 'public' },
  summary: 'The icon of the site',
  responses: { 200: { description: 'The icon' } },
  handle: () =>
    new Response(icon, {
      headers: {
        'content-type': 'image/svg+xml',
        'cache-control': 'public, max-age=86400',
        'x-content-type-options': 'nosniff',
      },
    }),
};

async function assetFile(call: Call): Promise<Response> {
  const name = normalize(call.params['file'] ?? '');
  const type = types[name.split('.').at(-1) ?? ''];
  if (!type || !/^[\w.-]+$/.test(name)) return problem(404, 'Not found');
  const body = await readFile(join(call.services.assets.folder, 'assets', name)).catch(() => null);
  if (!body) return problem(404, 'Not found');
  return new Response(body, {
    headers: {
      'content-type': type,
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
    },
  });
}
