import { textsOf } from '#apps/rights/pages/give/wish.ts';
import type { Typed } from '#apps/rights/pages/register/link-fields.tsx';

const longest = 300;

/** What a form sent, by the name of its field; nothing of it is lost when it comes back. */
export function textsIn(form: FormData): Typed {
  return Object.fromEntries([...textsOf(form)].map(([name, value]) => [name, value.slice(0, longest)]));
}
