import { ask } from '#access/use-case.ts';
import type { ActorVisit, PageContent } from '#access/visit.ts';
import { askAddress, ownRequestsAddress } from '#apps/rights/pages/addresses.ts';
import { RightList } from '#apps/rights/pages/give/step-2.tsx';
import { wantedAddress, wantedParameters, type Wanted } from '#apps/rights/pages/requests/thing.ts';
import { organisationLabel } from '#apps/rights/pages/words.ts';
import { wishable, type Wishable } from '#apps/rights/queries/wishable.ts';
import { listOwnInstitutions } from '#apps/rights/queries/own-institutions.ts';
import { themeLabel } from '#apps/themes/index.ts';
import { isLevelId, levelById } from '#directory/levels.ts';
import { findOrganisation, type Organisation } from '#directory/organisations.ts';
import { Button, Buttons } from '#ui/components/button.tsx';
import { ErrorSummary } from '#ui/components/error-summary.tsx';
import { TextInput } from '#ui/components/inputs.tsx';
import { Notice } from '#ui/components/notice.tsx';
import { PageHeading, Section } from '#ui/components/page.tsx';

/** First for which institution, then for what: everything that this person could have there and lacks. */
export async function chooseThing(visit: ActorVisit, wanted: Wanted): Promise<PageContent> {
  const { organisationId } = wanted;
  const organisation = organisationId === undefined ? undefined : await findOrganisation(visit.db, organisationId);
  if (!organisation?.isOpen) return institutionStep(visit, wanted);
  return thingStep(visit, wanted, await ask(wishable, visit, { organisationId: organisation.id }));
}

async function institutionStep(visit: ActorVisit, wanted: Wanted): Promise<PageContent> {
  const t = visit.t.rights.requests;
  const own = await listOwnInstitutions(visit.db, visit.actor);
  const typed = visit.url.searchParams.get('instelling');
  const faults = typed ? [{ field: 'instelling', message: t.unknownInstitution }] : [];
  return framed(
    visit,
    faults.length > 0 ? 422 : 200,
    <>
      <ErrorSummary t={visit.t.ui} faults={faults} />
      {own.length > 0 && (
        <Section title={t.yourInstitutions} id="instellingen">
          <ul>
            {own.map((one: Organisation) => (
              <li>
                <a href={wantedAddress({ ...wanted, organisationId: one.id })}>{organisationLabel(one)}</a>
              </li>
            ))}
          </ul>
        </Section>
      )}
      <form action={askAddress} novalidate>
        {wantedParameters({ ...wanted, organisationId: undefined }).map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <TextInput
          t={visit.t.ui}
          name="instelling"
          label={t.institutionNumber}
          hint={t.institutionHint}
          value={typed ?? ''}
          width="short"
          inputmode="numeric"
          error={faults[0]?.message}
        />
        <Buttons>
          <Button kind="main">{visit.t.rights.give.next}</Button>
        </Buttons>
      </form>
    </>,
  );
}

function thingStep(visit: ActorVisit, wanted: Wanted, found: Wishable): PageContent {
  const t = visit.t.rights.requests;
  const meant = found.entitlements.filter(({ id }) => wanted.entitlementIds.includes(id));
  const rights = meant.length > 0 ? meant : found.entitlements;
  const themes = meant.length > 0 ? [] : found.themes.filter((level) => level.themes.length > 0);
  const of = { ...wanted, organisationId: found.organisation.id };
  return framed(
    visit,
    200,
    <>
      <p>
        <strong>{organisationLabel(found.organisation)}</strong>{' '}
        <a href={wantedAddress({ ...wanted, organisationId: undefined })}>{t.another}</a>
      </p>
      {found.unrelated ? (
        <Notice t={visit.t.ui} kind="warning" title={t.cannot}>
          <p>{t.obstacles['no-relation']}</p>
        </Notice>
      ) : (
        <>
          <Section title={t.rights} id="rechten">
            <RightList givable={rights} hrefOf={(id) => wantedAddress({ ...of, entitlementIds: [id], theme: null })} />
          </Section>
          {themes.map(({ levelId, themes: list }) => (
            <Section title={t.themesOf(levelName(visit, levelId))} id={`themas-${levelId}`}>
              <ul>
                {list.map((theme) => (
                  <li>
                    <a href={wantedAddress({ ...of, entitlementIds: [], theme: { themeId: theme.id, levelId } })}>
                      {themeLabel(theme, visit.t)}
                    </a>
                  </li>
                ))}
              </ul>
            </Section>
          ))}
        </>
      )}
    </>,
  );
}

const levelName = (visit: ActorVisit, levelId: number): string =>
  isLevelId(levelId) ? levelById(levelId).name[visit.lang] : '';

function framed(visit: ActorVisit, status: number, children: PageContent['children']): PageContent {
  const t = visit.t.rights.requests;
  return {
    title: t.ask,
    status,
    children: (
      <div class="prose">
        <PageHeading title={t.ask} lead={t.chooseLead} />
        {children}
        <p>
          <a href={ownRequestsAddress}>{t.mine}</a>
        </p>
      </div>
    ),
  };
}
