import type { IncomingMessage, ServerResponse } from 'node:http';
import type Provider from 'oidc-provider';
import { publicPage, type Route } from '#access/route.ts';
import type { PageContent, Visit } from '#access/visit.ts';
import { demoPeople } from '#demo/people.ts';
import { Button } from '#ui/components/button.tsx';
import { DataTable } from '#ui/components/data-table.tsx';
import { PageHeading } from '#ui/components/page.tsx';
import { choosePath } from '#web/demo-provider/provider.ts';

/** The page of the demo provider: one click on a person signs in. */
export const demoChooseRoute: Route = publicPage(`${choosePath}/:uid`, choosePage);

function choosePage(visit: Visit): PageContent {
  const t = visit.t.web.demo;
  const action = `${choosePath}/${visit.params['uid']}/kies`;
  return {
    title: t.title,
    children: (
      <>
        <PageHeading title={t.title} lead={t.intro} />
        <form method="post" action={action}>
          <DataTable
            caption={t.title}
            captionHidden
            rows={demoPeople}
            columns={[
              {
                label: t.person,
                rowHeader: true,
                cell: (person) => (
                  <Button name="persoon" value={person.key}>
                    {t.choose(`${person.givenName} ${person.familyName}`)}
                  </Button>
                ),
              },
              { label: t.what, cell: (person) => person.description },
            ]}
          />
        </form>
      </>
    ),
  };
}

/** Ends the provider's question with the person that was clicked, and goes on with the sign-in. */
export async function answerChoice(
  provider: Provider,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const chosen = new URLSearchParams(await bodyOf(request)).get('persoon');
  if (!demoPeople.some((person) => person.key === chosen)) {
    response.writeHead(303, { location: '/aanmelden' }).end();
    return;
  }
  try {
    await provider.interactionFinished(request, response, { login: { accountId: chosen ?? '', remember: false } });
  } catch {
    // An old page, left open past the provider's hour: start over.
    response.writeHead(303, { location: '/aanmelden?verlopen' }).end();
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) {
    body += String(chunk);
    if (body.length > 10_000) return '';
  }
  return body;
}
