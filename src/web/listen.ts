import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { Hono } from 'hono';
import type Provider from 'oidc-provider';
import { log } from '#platform/log.ts';
import { answerChoice } from '#web/demo-provider/choose.tsx';
import { choosePath } from '#web/demo-provider/provider.ts';
import { demoIssuerPath } from '#web/sign-in/identity-provider.ts';

/** The HTTP server around the application; in demo mode the provider answers below its own path. */
export function httpServer(app: Hono, provider: Provider | null): Server {
  const answer = getRequestListener(app.fetch, { overrideGlobalObjects: false });
  const demo = provider && demoListener(provider);
  const server = createServer({ connectionsCheckingInterval: 5_000 }, (request, response) => {
    if (demo?.(request, response)) return;
    void answer(request, response);
  });
  // A connection that sends slowly must not keep a place for long.
  server.headersTimeout = 10_000;
  server.requestTimeout = 120_000;
  server.keepAliveTimeout = 20_000;
  return server;
}

type Listener = (request: IncomingMessage, response: ServerResponse) => boolean;

function demoListener(provider: Provider): Listener {
  const callback = provider.callback();
  return (request, response) => {
    const path = request.url ?? '';
    if (path.startsWith(`${demoIssuerPath}/`)) {
      request.url = path.slice(demoIssuerPath.length);
      Object.assign(request, { originalUrl: path });
      callback(request, response).catch((error: unknown) => log.error('demo-provider-fault', { error }));
      return true;
    }
    if (request.method === 'POST' && path.startsWith(`${choosePath}/`)) {
      answerChoice(provider, request, response).catch((error: unknown) => log.error('demo-provider-fault', { error }));
      return true;
    }
    return false;
  };
}
