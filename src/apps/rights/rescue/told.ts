import { findRescue } from '#apps/rights/rescue/queries.ts';
import type { Messages } from '#i18n/index.ts';
import type { Db } from '#platform/db.ts';
import { formatDate } from '#ui/format.ts';

/** What the people of an institution without head local administrator read on a refusal: who is working on it, since when. */
export async function rescueTold(db: Db, organisationId: number, t: Messages): Promise<string | undefined> {
  const rescue = await findRescue(db, organisationId);
  if (!rescue || rescue.state === 'foreseen') return undefined;
  const words = t.rights.rescue.told;
  const board =
    rescue.boardName && rescue.boardAskedOn && words.board(rescue.boardName, formatDate(rescue.boardAskedOn));
  const helpdesk = rescue.helpdeskAskedOn && words.helpdesk(formatDate(rescue.helpdeskAskedOn));
  return [words.without, board, helpdesk].filter(Boolean).join(' ');
}
