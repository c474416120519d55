import { parse, serialize } from 'hono/utils/cookie';

/** Cookies carry the __Host- prefix wherever the site is served over https, so that no other host can set them. */
export interface Cookies {
  session: CookieJar;
  signIn: CookieJar;
  /** Which browser follows an invitation. */
  invitation: CookieJar;
  language: CookieJar;
}

export interface CookieJar {
  read: (request: Request) => string | null;
  write: (value: string) => string;
  clear: () => string;
}

export function cookies(baseUrl: string): Cookies {
  const secure = baseUrl.startsWith('https:');
  return {
    session: jar('sessie', secure, undefined),
    signIn: jar('aanmelding', secure, 900),
    invitation: jar('uitnodiging', secure, 1800),
    language: jar('taal', secure, 365 * 24 * 3600),
  };
}

function jar(name: string, secure: boolean, maxAge: number | undefined): CookieJar {
  const full = secure ? `__Host-${name}` : name;
  const options = { path: '/', httpOnly: true, secure, sameSite: 'Lax' as const };
  return {
    read: (request) => parse(request.headers.get('cookie') ?? '', full)[full] ?? null,
    write: (value) => serialize(full, value, maxAge === undefined ? options : { ...options, maxAge }),
    clear: () => serialize(full, '', { ...options, maxAge: 0 }),
  };
}
