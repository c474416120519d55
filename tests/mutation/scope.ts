/** Modules that decide who may do what without asking the database: each is judged by tests that take milliseconds. */
export const decisions: readonly string[] = [
  'src/access/actor.ts',
  'src/access/asked-place.ts',
  'src/access/fresh-sign-in.ts',
  'src/access/local-path.ts',
  'src/access/openapi.ts',
  'src/access/problem.ts',
  'src/access/refusals.ts',
  'src/access/role-claims.ts',
  'src/access/route.ts',
  'src/access/rule.ts',
  'src/access/serve-file.ts',
  'src/access/visit.ts',
  'src/access/who-addresses.ts',
  'src/apps/library/sharing/policy.ts',
  'src/apps/questions/policy.ts',
  'src/apps/rights/automatic/policy.ts',
  'src/apps/rights/deputies/requests.ts',
  'src/apps/rights/end-dates.ts',
  'src/apps/rights/handover/judge-theme.ts',
  'src/apps/rights/held/limit.ts',
  'src/apps/rights/invitations/model.ts',
  'src/apps/rights/period.ts',
  'src/apps/rights/policy.ts',
  'src/apps/rights/registering.ts',
  'src/apps/rights/relations-policy.ts',
  'src/apps/rights/requests.ts',
  'src/apps/rights/rescue/model.ts',
  'src/apps/rights/reviews/rules.ts',
  'src/apps/rights/wishes.ts',
  'src/apps/submissions/policy.ts',
  'src/apps/themes/policy.ts',
  'src/apps/themes/second-person/model.ts',
];

/** Modules of the mechanism that read or tell the database: judged with one, by the tests beside them. */
export const withDatabase: readonly string[] = [
  'src/access/context.ts',
  'src/access/load-actor.ts',
  'src/access/load-reaches.ts',
  'src/access/machine-purposes.ts',
  'src/access/machine.ts',
  'src/access/rate-limit.ts',
  'src/access/use-case.ts',
];

/** Jobs: they judge files and seal the log, and decide nothing about anybody. */
export const leftOut: readonly string[] = ['src/access/check-waiting-files.ts', 'src/access/seal-waiting.ts'];
