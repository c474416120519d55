import type { GrantObstacle } from '#apps/rights/model.ts';

/** A row as it is kept: a number as its keyed hash only. */
export interface ListRow {
  line: number;
  numberLookup: Buffer | null;
  email: string | null;
  whoProblem: string | null;
  right: string;
  contexts: string;
  organisation: string;
  from: string;
  until: string;
  hasFormula: boolean;
}

/** Why a row gives nothing; each is told with how to mend it. */
export type RowProblem =
  | { kind: 'formula' }
  | { kind: 'who-missing' | 'who-unknown' | 'who-several' }
  | { kind: 'who-unreadable'; problem: string }
  | { kind: 'organisation-unreadable' | 'organisation-not-yours' }
  | { kind: 'right-unknown' | 'right-not-yours' }
  | { kind: 'day-unreadable'; field: 'from' | 'until' }
  | { kind: 'obstacle'; obstacle: GrantObstacle }
  | { kind: 'exists'; from: string; until: string }
  /** An earlier row gives the same to the same person on some of these days. */
  | { kind: 'twice'; line: number };

/** What a row would give. */
export interface RowGift {
  line: number;
  personId: string;
  relationId: string;
  entitlementId: string;
  organisationId: number;
  contexts: readonly string[];
  from: string;
  until: string;
  restsOn: string;
}

export type RowVerdict = { line: number; gift: RowGift } | { line: number; problem: RowProblem };

export type ListState = 'checking' | 'checked' | 'applying' | 'applied';
