import { NotFound } from '#access/refusals.ts';
import { ask, perform } from '#access/use-case.ts';
import { seeOther, type ActorVisit, type FormVisit, type PageContent } from '#access/visit.ts';
import { addRelation } from '#apps/rights/commands/add-relation.ts';
import { base, personAddress, relationAddress } from '#apps/rights/pages/addresses.ts';
import { EnterButton } from '#apps/rights/pages/end-date.tsx';
import {
  linkChoices,
  LinkFields,
  linkFault,
  readLink,
  withChosenEnd,
  type Typed,
} from '#apps/rights/pages/register/link-fields.tsx';
import { textsIn } from '#apps/rights/pages/register/typed.ts';
import { personLabel } from '#apps/rights/pages/words.ts';
import { personPage } from '#apps/rights/queries/person-page.ts';
import { isId, newId } from '#platform/ids.ts';
import { Button, ButtonLink, Buttons } from '#ui/components/button.tsx';
import { ErrorSummary, type FieldFault } from '#ui/components/error-summary.tsx';
import { PageHeading } from '#ui/components/page.tsx';
import { PostForm } from '#ui/components/post-form.tsx';
import { BackLink } from '#ui/components/way-back.tsx';

/** A new relation for somebody who is known: another institution of mine, or back after having left (RI-7). */
export function addRelationPage(visit: ActorVisit): Promise<PageContent> {
  return relationForm(visit, { instelling: visit.url.searchParams.get('instelling') ?? undefined }, []);
}

export async function sendRelation(visit: FormVisit): Promise<PageContent | Response> {
  const typed = textsIn(visit.form);
  const key = typed.sleutel ?? '';
  if (!isId(key)) throw new NotFound();
  const chosen = withChosenEnd(typed);
  if (chosen) return relationForm(visit, chosen, []);
  const { link, faults } = readLink(visit, typed);
  if (!link) return relationForm(visit, typed, faults);
  const personId = personIdOf(visit);
  const outcome = await perform(addRelation, visit, { personId, link, key });
  if (outcome.kind !== 'faults') return seeOther(personAddress(personId, { gedaan: 'band' }));
  return relationForm(
    visit,
    typed,
    outcome.link.map((obstacle) => linkFault(visit, obstacle)),
  );
}

async function relationForm(visit: ActorVisit, typed: Typed, faults: readonly FieldFault[]): Promise<PageContent> {
  const t = visit.t.rights.register;
  const { person } = await ask(personPage, visit, { personId: personIdOf(visit) });
  const title = t.relationFor(personLabel(person));
  return {
    title,
    tab: base,
    status: faults.length > 0 ? 422 : 200,
    children: (
      <div class="prose">
        <BackLink t={visit.t.ui} label={personLabel(person)} href={personAddress(person.id)} />
        <ErrorSummary t={visit.t.ui} faults={faults} />
        <PageHeading title={title} lead={t.relationLead} />
        <PostForm t={visit.t.ui} action={relationAddress(person.id)} guarded>
          <EnterButton />
          <input type="hidden" name="sleutel" value={isId(typed.sleutel ?? '') ? typed.sleutel : newId()} />
          <LinkFields visit={visit} choices={await linkChoices(visit, typed)} typed={typed} faults={faults} />
          <Buttons>
            <Button kind="main">{t.addRelation}</Button>
            <ButtonLink kind="quiet" href={personAddress(person.id)}>
              {t.cancel}
            </ButtonLink>
          </Buttons>
        </PostForm>
      </div>
    ),
  };
}

function personIdOf(visit: ActorVisit): string {
  const id = visit.params.id ?? '';
  if (!isId(id)) throw new NotFound();
  return id;
}
