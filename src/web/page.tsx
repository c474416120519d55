import { fullName, type Actor } from '#access/actor.ts';
import type { PageContent, Visit } from '#access/visit.ts';
import { formatInstitutionNumber } from '#directory/institution-number.ts';
import { levelById, type LevelId } from '#directory/levels.ts';
import { mostInBell, newsAddress } from '#apps/alerts/index.ts';
import { Frame } from '#ui/frame.tsx';
import { inboxAddress } from '#web/pages/inbox.tsx';
import { levelHome, openLevels, searchAddress, tabsFor } from '#web/navigation.ts';

/** A whole page in the frame: header, blue bar, acting-for line, content. */
export async function renderPage(visit: Visit, content: PageContent): Promise<Response> {
  const document = (
    <Frame
      title={content.title}
      lang={visit.lang}
      t={visit.t.ui}
      nonce={visit.nonce}
      assets={visit.services.assets}
      demo={visit.services.config.mode === 'demo'}
      inbox={visit.services.config.mode === 'demo' && visit.actor ? inboxAddress : undefined}
      path={visit.request.method === 'GET' ? `${visit.url.pathname}${visit.url.search}` : '/'}
      search={content.search}
      width={content.width}
      {...(visit.actor && frameOfActor(visit, visit.actor, content))}
    >
      {content.children}
    </Frame>
  );
  return new Response(String(await document), {
    status: content.status ?? 200,
    headers: { 'content-type': 'text/html; charset=utf-8' },
  });
}

function frameOfActor(visit: Visit, actor: Actor, content: PageContent) {
  const levelId = content.levelId ?? null;
  return {
    user: {
      name: fullName(actor),
      actingFor: actingForLabel(visit, actor),
      canSwitch: actor.actingFor?.canSwitch ?? false,
    },
    searchAction: searchAddress(actor),
    ...bellOf(visit),
    levels: openLevels(actor).map((id) => ({
      name: levelById(id as LevelId).name[visit.lang],
      href: levelHome(id),
      current: id === levelId,
    })),
    tabs: tabsFor(actor, levelId, visit.t).map((tab) => ({ ...tab, current: tab.href === content.tab })),
    ...(levelId !== null && { area: levelById(levelId as LevelId).name[visit.lang] }),
  };
}

/** One bell for what waits and what is new. The answer to a form does not count; the list is always there. */
function bellOf({ tasks, questions, news, t }: Visit) {
  const about = questions.answers + questions.waiting;
  const total = tasks + about + news;
  const counted = t.ui.bell(tasks, about, news > mostInBell ? `${mostInBell}+` : String(news));
  return {
    bell: {
      count: total === 0 ? '' : total > mostInBell ? `${mostInBell}+` : String(total),
      label: total === 0 ? t.alerts.name : `${t.alerts.name}: ${counted}`,
      href: newsAddress,
    },
  };
}

function actingForLabel(visit: Visit, actor: Actor): string {
  const { actingFor } = actor;
  if (!actingFor?.organisationName || actingFor.organisationId === null) return visit.t.web.onBehalfOf.allShort;
  if (actingFor.organisationId > 999_999) return actingFor.organisationName;
  return `${actingFor.organisationName} (${formatInstitutionNumber(actingFor.organisationId)})`;
}
