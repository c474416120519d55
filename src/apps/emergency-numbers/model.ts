/** A number as it is stored; what it is stays sealed until a page of the school or the team opens it. */
export interface SealedNumber {
  id: string;
  institutionId: number;
  /** null: a telephone of the institution itself. */
  holderId: string | null;
  holder: string | null;
  /** What it is: "directeur, thuis". */
  label: string;
  sealed: Buffer;
  callOrder: number;
  /** First and last day on which it is of use; null: always. */
  from: string | null;
  until: string | null;
  confirmedOn: string;
}

/** One look-up by the team, as the school sees it. */
export interface NumberRead {
  at: Date;
  service: string;
  caseNumber: string;
  purpose: string;
}

export const longest = { label: 100, caseNumber: 50, purpose: 500 } as const;
export const shortestPurpose = 10;
