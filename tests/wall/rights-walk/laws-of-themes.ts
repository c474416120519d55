import { expect } from 'vitest';
import type { Passage } from '#tests/wall/rights-walk/laws.ts';
import { administersThemes, isActive, oversees } from '#tests/wall/rights-walk/who-may.ts';

/** R6, R13: a theme is ticked by a portal administrator of that institution, under a right that runs; where two must, by two. */
export function ticksHang({ before, after, actor, day, catalogue }: Passage): void {
  for (const [key, grant] of after.ticks) {
    if (before.ticks.get(key) === grant) continue;
    const [person, institution, , theme] = key.split(' ');
    const at = Number(institution);
    const hangsOn = after.grants.get(grant);
    expect(hangsOn && isActive(after, hangsOn, day), 'R13: ticked under a right that runs').toBe(true);
    const confirmed = [...after.proposals.values()].find(
      (one) => one.tick === key && one.state === 'confirmed' && before.proposals.get(one.id)?.state === 'open',
    );
    const board = String(before.boards.get(at));
    const needsTwo =
      catalogue.veryConfidential.has(Number(theme)) && (before.rules.has(String(at)) || before.rules.has(board));
    if (!confirmed) {
      expect(administersThemes(before, actor, at, day), 'R6: ticked by a portal administrator').toBe(true);
      expect(needsTwo, 'TH: what two tick is confirmed by a second').toBe(false);
      continue;
    }
    expect(administersThemes(before, confirmed.proposedBy, at, day), 'R6: proposed by a portal administrator').toBe(
      true,
    );
    expect(oversees(before, actor, at, day), 'R6: confirmed by who oversees the institution').toBe(true);
    expect([confirmed.proposedBy, person], 'neither who proposed nor who receives confirms').not.toContain(actor);
  }
  for (const [key, grant] of before.ticks) {
    if (after.ticks.has(key)) continue;
    const hung = after.grants.get(grant);
    const stopped = hung !== undefined && !isActive(after, hung, day);
    const institution = Number(key.split(' ')[1]);
    expect(stopped || administersThemes(before, actor, institution, day), 'R6: unticked by who may').toBe(true);
  }
}
