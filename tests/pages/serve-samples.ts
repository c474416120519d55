import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { build, createServer as createVite, type Rollup } from 'vite';
import type { samplePages as SamplePages } from '#ui/gallery/pages.tsx';

const root = fileURLToPath(new URL('../..', import.meta.url));
const NONCE = 'c2FtcGxl';

/** The policy that the real server sends, so that a style attribute or an inline script fails here too. */
const POLICY = [
  "default-src 'none'",
  `script-src 'nonce-${NONCE}' 'strict-dynamic' 'inline-speculation-rules'`,
  `style-src 'self' 'nonce-${NONCE}'`,
  "img-src 'self' data:",
  "connect-src 'self'",
  "frame-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
].join('; ');

/** Script and styles as a browser gets them, each file by its name: one loaded later is never part of another. */
const buildAssets = async (): Promise<Map<string, string>> => {
  const output = (await build({
    root,
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      cssMinify: true,
      rolldownOptions: {
        input: [`${root}src/client/client.ts`, `${root}src/ui/styles.css`],
        output: { entryFileNames: '[name].js', assetFileNames: '[name][extname]' },
      },
    },
  })) as Rollup.RollupOutput;
  return new Map(output.output.map((file) => [file.fileName, file.type === 'chunk' ? file.code : String(file.source)]));
};

const loadPages = async (): Promise<typeof SamplePages> => {
  const vite = await createVite({
    root,
    configFile: false,
    logLevel: 'error',
    appType: 'custom',
    server: { middlewareMode: true, hmr: false, ws: false, watch: null },
    oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } },
  });
  const { samplePages } = await vite.ssrLoadModule('/src/ui/gallery/pages.tsx');
  await vite.close();
  return samplePages;
};

export interface SampleServer {
  readonly address: string;
  /** What the sample grid received. */
  readonly ticks: URLSearchParams[];
  /** Answers given to the next ticks, before "saved". */
  readonly answers: object[];
  stop(): void;
}

/** Serves the sample pages under the real content security policy; `/tick` answers like Themabeheer. */
export const serveSamples = async (port = 0): Promise<SampleServer> => {
  const [assets, pages] = await Promise.all([buildAssets(), loadPages()]);
  const ticks: URLSearchParams[] = [];
  const answers: object[] = [];
  const respond = async (request: IncomingMessage, response: ServerResponse) => {
    const path = new URL(request.url ?? '/', 'http://samples').pathname.slice(1);
    const page = pages[path];
    if (page) {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': POLICY });
      return response.end(page({ nonce: NONCE, assets: { css: ['/styles.css'], js: ['/client.js'] } }));
    }
    const asset = assets.get(path);
    if (asset !== undefined)
      return response
        .writeHead(200, { 'content-type': path.endsWith('.css') ? 'text/css' : 'text/javascript' })
        .end(asset);
    if (path === 'tick') {
      ticks.push(new URLSearchParams(await textOf(request)));
      return response
        .writeHead(200, { 'content-type': 'application/json' })
        .end(JSON.stringify(answers.shift() ?? { ok: true, version: ticks.length + 100 }));
    }
    return response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8' }).end('Voorbeeld van een document.');
  };
  const server = createServer((request, response) => void respond(request, response));
  await new Promise<void>((ready) => server.listen(port, '127.0.0.1', ready));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { address, ticks, answers, stop: () => server.close() };
};

const textOf = async (request: IncomingMessage): Promise<string> => {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
};
