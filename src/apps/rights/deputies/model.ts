/** Somebody replaces a colleague at an institution, with the names of both. Why the colleague is away is nobody's business here, and not kept. */
export interface Deputyship {
  id: string;
  organisationId: number;
  organisationName: string;
  absentId: string;
  absentName: string;
  deputyId: string;
  deputyName: string;
  from: string;
  until: string;
  namedBy: string;
  /** The day on which it ended, before its last day or after it; null while it runs or will run. */
  endedOn: string | null;
  /** The rights, by name. */
  rights: readonly string[];
}
