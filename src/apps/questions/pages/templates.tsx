import { NotFound } from '#access/refusals.ts';
import { ask, perform } from '#access/use-case.ts';
import { answeringServicesOf } from '#access/actor.ts';
import { seeOther, type ActorVisit, type FormVisit, type PageContent } from '#access/visit.ts';
import { removeTemplate, saveTemplate } from '#apps/questions/commands/keep-templates.ts';
import { mostMessage } from '#apps/questions/model.ts';
import { deskAddress, idIn, templatesAddress, typed } from '#apps/questions/pages/words.ts';
import { listServices } from '#apps/questions/queries.ts';
import { openTemplate, ownTemplates } from '#apps/questions/templates.ts';
import { errorOf } from '#apps/submissions/index.ts';
import { isId, newId } from '#platform/ids.ts';
import { Button, ButtonLink, Buttons } from '#ui/components/button.tsx';
import { ConfirmForm } from '#ui/components/confirm-form.tsx';
import { DataTable } from '#ui/components/data-table.tsx';
import { EmptyState } from '#ui/components/empty-state.tsx';
import { ErrorSummary, type FieldFault } from '#ui/components/error-summary.tsx';
import { Select, TextArea, TextInput } from '#ui/components/inputs.tsx';
import { Notice } from '#ui/components/notice.tsx';
import { PageHeading } from '#ui/components/page.tsx';
import { PostForm } from '#ui/components/post-form.tsx';
import { BackLink } from '#ui/components/way-back.tsx';

interface Shown {
  id: string;
  serviceId: string;
  title: string;
  body: string;
  isNew: boolean;
  faults: readonly FieldFault[];
}

/** The templates of one's services. */
export async function templatesPage(visit: ActorVisit): Promise<PageContent> {
  const t = visit.t.questions;
  const templates = await ask(ownTemplates, visit, {});
  const done = visit.url.searchParams.get('gedaan');
  return {
    title: t.templates.title,
    tab: deskAddress,
    children: (
      <>
        <BackLink t={visit.t.ui} label={t.desk.back} href={deskAddress} />
        {(done === 'bewaard' || done === 'weg') && (
          <Notice t={visit.t.ui} kind="success" title={done === 'weg' ? t.templates.removed : t.templates.saved} live />
        )}
        <PageHeading
          title={t.templates.title}
          lead={t.templates.lead}
          action={
            <ButtonLink kind="main" href={`${templatesAddress}/nieuw`}>
              {t.templates.add}
            </ButtonLink>
          }
        />
        {templates.length === 0 ? (
          <EmptyState title={t.templates.none} suggestions={t.templates.noneHints} />
        ) : (
          <DataTable
            caption={t.templates.caption}
            captionHidden
            rows={templates}
            columns={[
              {
                label: t.templates.name,
                rowHeader: true,
                cell: (row) => <a href={`${templatesAddress}/${row.id}`}>{row.title}</a>,
              },
              { label: t.service, cell: (row) => row.serviceName },
              { label: t.templates.body, cell: (row) => <span class="message">{row.body}</span> },
            ]}
          />
        )}
      </>
    ),
  };
}

export const newTemplatePage = (visit: ActorVisit): Promise<PageContent> =>
  showTemplate(visit, {
    id: newId(),
    serviceId: answeringServicesOf(visit.actor)[0] ?? '',
    title: '',
    body: '',
    isNew: true,
    faults: [],
  });

export async function templatePage(visit: ActorVisit): Promise<PageContent> {
  const template = await ask(openTemplate, visit, { id: idIn(visit) });
  return showTemplate(visit, { ...template, isNew: false, faults: [] });
}

/** Adds a template, once however often the form is sent. */
export async function receiveNewTemplate(visit: FormVisit): Promise<PageContent | Response> {
  const id = typed(visit, 'sleutel');
  if (!isId(id)) throw new NotFound();
  return save(visit, id, true);
}

export async function receiveTemplate(visit: FormVisit): Promise<PageContent | Response> {
  const { id } = await ask(openTemplate, visit, { id: idIn(visit) });
  return save(visit, id, false);
}

export async function receiveRemoval(visit: FormVisit): Promise<Response> {
  await perform(removeTemplate, visit, { id: idIn(visit) });
  return seeOther(`${templatesAddress}?gedaan=weg`);
}

async function save(visit: FormVisit, id: string, isNew: boolean): Promise<PageContent | Response> {
  const services = answeringServicesOf(visit.actor);
  const wanted = typed(visit, 'dienst');
  const serviceId = services.includes(wanted) ? wanted : (services[0] ?? '');
  const input = {
    id,
    serviceId,
    title: typed(visit, 'naam').slice(0, 1000),
    body: typed(visit, 'tekst').slice(0, 20_000),
  };
  const faults = await perform(saveTemplate, visit, input);
  if (faults.length === 0) return seeOther(`${templatesAddress}?gedaan=bewaard`);
  const t = visit.t.questions.templates.faults;
  return showTemplate(visit, {
    ...input,
    isNew,
    faults: faults.map((fault) => ({ field: fault.startsWith('title') ? 'naam' : 'tekst', message: t[fault] })),
  });
}

async function showTemplate(visit: ActorVisit, shown: Shown): Promise<PageContent> {
  const t = visit.t.questions.templates;
  const own = answeringServicesOf(visit.actor);
  const services = (await listServices(visit.db)).filter((service) => own.includes(service.id));
  const title = shown.isNew ? t.add : t.change;
  return {
    title,
    tab: deskAddress,
    ...(shown.faults.length > 0 && { status: 422 }),
    children: (
      <div class="prose">
        <BackLink t={visit.t.ui} label={t.back} href={templatesAddress} />
        <PageHeading title={title} />
        <ErrorSummary t={visit.t.ui} faults={shown.faults} />
        <PostForm t={visit.t.ui} action={`${templatesAddress}/${shown.isNew ? 'nieuw' : shown.id}`} guarded>
          <input type="hidden" name="sleutel" value={shown.id} />
          {shown.isNew && services.length > 1 && (
            <Select
              t={visit.t.ui}
              name="dienst"
              label={visit.t.questions.service}
              value={shown.serviceId}
              options={services.map((service) => ({ value: service.id, label: service.name }))}
            />
          )}
          <TextInput
            t={visit.t.ui}
            name="naam"
            label={t.name}
            value={shown.title}
            error={errorOf(shown.faults, 'naam')}
          />
          <TextArea
            t={visit.t.ui}
            name="tekst"
            label={t.body}
            rows={8}
            maxlength={mostMessage}
            value={shown.body}
            error={errorOf(shown.faults, 'tekst')}
          />
          <Buttons>
            <Button kind="main" name="actie" value="bewaar">
              {t.save}
            </Button>
          </Buttons>
        </PostForm>
        {!shown.isNew && <Remove visit={visit} id={shown.id} />}
      </div>
    ),
  };
}

const Remove = ({ visit, id }: { visit: ActorVisit; id: string }) => {
  const t = visit.t.questions.templates;
  return (
    <ConfirmForm
      t={visit.t.ui}
      action={`${templatesAddress}/${id}/weg`}
      open={t.remove}
      consequence={t.removeHint}
      confirm={t.removeYes}
    />
  );
};
