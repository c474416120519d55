import { ask, perform } from '#access/use-case.ts';
import { seeOther, type ActorVisit, type FormVisit, type PageContent } from '#access/visit.ts';
import { makeFeed, ownFeed, revokeFeed } from '#apps/agenda/commands/keep-feed.ts';
import { feedPath } from '#apps/agenda/feed-endpoint.ts';
import { base, feedAddress } from '#apps/agenda/pages/address.ts';
import { Button, Buttons } from '#ui/components/button.tsx';
import { Notice } from '#ui/components/notice.tsx';
import { PageHeading, Section } from '#ui/components/page.tsx';
import { PostForm } from '#ui/components/post-form.tsx';
import { BackLink } from '#ui/components/way-back.tsx';
import { formatDate } from '#ui/format.ts';

/** The agenda in one's own calendar program: make the secret address, renew it, end it. */
export const feedPage = (visit: ActorVisit): Promise<PageContent> => showFeed(visit, null);

/**
 * Makes an address or ends it. A new address is told in this very answer, because only its hash is kept; whoever sends the
 * form twice sees the address that works.
 */
export async function sendFeed(visit: FormVisit): Promise<PageContent | Response> {
  if (visit.form.get('wat') === 'stop') {
    await perform(revokeFeed, visit, {});
    return seeOther(`${feedAddress}?gedaan=gestopt`);
  }
  const { token } = await perform(makeFeed, visit, {});
  return showFeed(visit, `${visit.services.config.baseUrl}${feedPath(token)}`);
}

async function showFeed(visit: ActorVisit, address: string | null): Promise<PageContent> {
  const t = visit.t.agenda.feed;
  const feed = await ask(ownFeed, visit, {});
  return {
    title: t.title,
    tab: base,
    children: (
      <div class="prose stack">
        <BackLink t={visit.t.ui} label={visit.t.agenda.name} href={base} />
        <PageHeading title={t.title} lead={t.lead} />
        {visit.url.searchParams.get('gedaan') === 'gestopt' && !feed && (
          <Notice t={visit.t.ui} kind="success" live>
            {t.stopped}
          </Notice>
        )}
        {address && <NewAddress visit={visit} address={address} />}
        {feed && !address && (
          <p>{t.exists(formatDate(feed.madeOn), feed.lastUsedOn === null ? null : formatDate(feed.lastUsedOn))}</p>
        )}
        <p>{feed ? t.renewHint : t.secret}</p>
        <PostForm t={visit.t.ui} action={feedAddress}>
          <Buttons>
            <Button kind={feed ? 'plain' : 'main'} name="wat" value="maak">
              {feed ? t.renew : t.make}
            </Button>
            {feed && (
              <Button kind="danger" name="wat" value="stop">
                {t.stop}
              </Button>
            )}
          </Buttons>
        </PostForm>
        <Section title={t.howTitle} id="hoe">
          <ul>
            {t.how.map((line) => (
              <li>{line}</li>
            ))}
          </ul>
        </Section>
      </div>
    ),
  };
}

const NewAddress = ({ visit, address }: { visit: ActorVisit; address: string }) => {
  const t = visit.t.agenda.feed;
  return (
    <Notice t={visit.t.ui} kind="success" title={t.madeTitle} live>
      <div class="field">
        <label for="adres">{t.address}</label>
        <p class="hint" id="adres-hint">
          {t.once}
        </p>
        <input class="input full" id="adres" type="text" readonly value={address} aria-describedby="adres-hint" />
      </div>
      <p>
        <a href={address.replace(/^https?:/, 'webcal:')}>{t.open}</a>
      </p>
    </Notice>
  );
};
