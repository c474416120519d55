/** One line of the doctor: what is as it should be, or what is not and how to mend it. */
export type Finding = { ok: true; what: string } | { ok: false; what: string; mend: string };

export function finding(ok: boolean, what: string, mend: string): Finding {
  return ok ? { ok, what } : { ok, what, mend };
}

export function reasonOf(error: unknown): string {
  const { message, cause } = error as Error;
  return cause instanceof Error ? `${message}: ${cause.message}` : message;
}
