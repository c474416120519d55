import { sql } from 'kysely';
import { allowed, useCase } from '#access/use-case.ts';
import { questionInput, templateInput } from '#apps/questions/inputs.ts';
import { mostMessage, mostTitle } from '#apps/questions/model.ts';
import { mayHandle } from '#apps/questions/policy.ts';
import { listTemplates } from '#apps/questions/templates.ts';
import type { AuditEntry } from '#platform/audit.ts';

export type TemplateFault = 'title-missing' | 'title-long' | 'title-taken' | 'body-missing' | 'body-long';

/** Adds a template to those of a service, or changes it; its id was made with the form, so that it is added once. */
export const saveTemplate = useCase({
  permission: 'questions:save-template',
  input: templateInput,
  load: (tx, actor) => listTemplates(tx, actor),
  // A template stays with its service.
  decide: (actor, known, input) =>
    mayHandle(actor, known.find((one) => one.id === input.id)?.serviceId ?? input.serviceId),
  async run(tx, _actor, known, { id, title, body, ...input }) {
    const before = known.find((one) => one.id === id);
    const serviceId = before?.serviceId ?? input.serviceId;
    const isTaken = known.some((one) => one.serviceId === serviceId && one.title === title && one.id !== id);
    const faults: TemplateFault[] = [
      ...(title === '' ? ['title-missing' as const] : []),
      ...(title.length > mostTitle ? ['title-long' as const] : []),
      ...(isTaken ? ['title-taken' as const] : []),
      ...(body === '' ? ['body-missing' as const] : []),
      ...(body.length > mostMessage ? ['body-long' as const] : []),
    ];
    if (faults.length > 0) return { result: faults, audit: [] };
    await sql`
      insert into answer_templates (id, service_id, title, body) values (${id}, ${serviceId}, ${title}, ${body})
      on conflict (id) do update set title = excluded.title, body = excluded.body, changed_at = now()`.execute(tx);
    const audit: AuditEntry = {
      action: before ? 'change-answer-template' : 'add-answer-template',
      subjectKind: 'answer-template',
      subjectId: id,
      ...(before && { before: { title: before.title, body: before.body } }),
      after: { serviceId, title, body },
    };
    return { result: faults, audit: [audit] };
  },
});

/** Takes a template away; one that is gone already was taken away by this very form. */
export const removeTemplate = useCase({
  permission: 'questions:remove-template',
  input: questionInput,
  load: async (tx, actor, { id }) => (await listTemplates(tx, actor)).find((one) => one.id === id),
  decide: (actor, template) => (template ? mayHandle(actor, template.serviceId) : allowed()),
  async run(tx, _actor, template, { id }) {
    if (!template) return { result: null, audit: [] };
    await sql`delete from answer_templates where id = ${id}`.execute(tx);
    const before = { serviceId: template.serviceId, title: template.title, body: template.body };
    const audit = { action: 'remove-answer-template', subjectKind: 'answer-template', subjectId: id, before };
    return { result: null, audit: [audit] };
  },
});
