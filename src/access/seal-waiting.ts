import { asSystem } from '#access/context.ts';
import { sealEvents } from '#platform/audit-seals/seal-events.ts';
import type { Seal } from '#platform/audit-seals/seal-files.ts';
import { log } from '#platform/log.ts';
import type { Installation } from '#platform/services.ts';

/** Seals every event that waits, a transaction per seal; the log keeps the chain in yet another place (R25). */
export async function sealWaiting(
  { config, database }: Pick<Installation, 'config' | 'database'>,
  sealed: (seal: Seal) => void = noteInLog,
): Promise<void> {
  for (;;) {
    const seal = await asSystem(database, (tx) => sealEvents(tx, config.auditSealsDir));
    if (!seal) return;
    sealed(seal);
  }
}

const noteInLog = ({ number, events, chain }: Seal): void =>
  log.info('audit-sealed', { seal: number, events: events.length, chain });
