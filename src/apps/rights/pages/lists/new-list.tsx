import { perform } from '#access/use-case.ts';
import { NotFound } from '#access/refusals.ts';
import { seeOther, type ActorVisit, type FormVisit, type PageContent } from '#access/visit.ts';
import { makeList } from '#apps/rights/commands/apply-list.ts';
import { heading, mostRows, readFile, readText, type ReadList } from '#apps/rights/lists/read-list.ts';
import { base, listAddress, listsAddress, listTemplateAddress } from '#apps/rights/pages/addresses.ts';
import { csvFile } from '#apps/rights/pages/lists/csv.ts';
import { errorOf } from '#apps/rights/pages/words.ts';
import { suggestedEnd } from '#apps/rights/period.ts';
import { managedOrganisations } from '#apps/rights/queries/scope.ts';
import { formatOrganisationCode } from '#directory/institution-number.ts';
import { isId, newId } from '#platform/ids.ts';
import { Button, ButtonLink, Buttons } from '#ui/components/button.tsx';
import { RadioGroup } from '#ui/components/choice-group.tsx';
import { ErrorSummary, type FieldFault } from '#ui/components/error-summary.tsx';
import { Field, fieldAttributes } from '#ui/components/field.tsx';
import { TextArea } from '#ui/components/inputs.tsx';
import { PageHeading } from '#ui/components/page.tsx';
import { PostForm } from '#ui/components/post-form.tsx';
import { BackLink } from '#ui/components/way-back.tsx';
import { formatDate } from '#ui/format.ts';

interface Typed {
  text: string;
  whole: boolean;
  key: string;
  faults: readonly FieldFault[];
}

/** Rechten geven met een lijst (RI-4): upload or paste, then a dry run before anything is given. */
export function newListPage(visit: ActorVisit): PageContent {
  return formPage(visit, { text: '', whole: true, key: newId(), faults: [] });
}

/** Reads the list; what cannot be read at all is said here, what is wrong with a row on the next page. */
export async function sendList(visit: FormVisit): Promise<PageContent | Response> {
  const text = String(visit.form.get('lijst') ?? '');
  const file = visit.form.get('bestand');
  const key = String(visit.form.get('sleutel') ?? '');
  if (!isId(key)) throw new NotFound();
  const typed = { text, whole: visit.form.get('hoe') !== 'deels', key };
  const uploaded = file instanceof File && file.size > 0 ? file : null;
  const read: ReadList = uploaded ? await readFile(new Uint8Array(await uploaded.arrayBuffer())) : readText(text);
  if (!read.ok) {
    const field = uploaded ? 'bestand' : 'lijst';
    return formPage(visit, { ...typed, faults: [{ field, message: visit.t.rights.lists.unreadable[read.reason] }] });
  }
  const sealer = visit.services.sealer;
  const id = await perform(makeList, visit, { rows: read.rows, allOrNothing: typed.whole, key, sealer });
  return seeOther(listAddress(id));
}

/** A list with the headings that are read back, and one row to overwrite. */
export function listTemplate(visit: ActorVisit): Response {
  const { today } = visit.actor;
  const number = formatOrganisationCode(managedOrganisations(visit.actor)[0] ?? 1);
  const example = [
    'naam@school.be',
    'Mijn Onderwijs Gebruiker',
    '',
    number,
    formatDate(today),
    formatDate(suggestedEnd(today)),
  ];
  return csvFile('rechten-lijst.csv', [heading, example]);
}

function formPage(visit: ActorVisit, typed: Typed): PageContent {
  const t = visit.t.rights.lists;
  const file = { t: visit.t.ui, name: 'bestand', label: t.file, hint: t.fileHint, optional: true };
  const fileError = errorOf(typed.faults, 'bestand');
  const fileProps = fileError === undefined ? file : { ...file, error: fileError };
  return {
    title: t.title,
    tab: base,
    status: typed.faults.length > 0 ? 422 : 200,
    children: (
      <div class="prose">
        <BackLink t={visit.t.ui} label={visit.t.rights.name} href={base} />
        <ErrorSummary t={visit.t.ui} faults={typed.faults} />
        <PageHeading title={t.title} lead={t.lead(mostRows)} />
        <p>
          <ButtonLink href={listTemplateAddress} download>
            {t.template}
          </ButtonLink>
        </p>
        <p>{t.columns}</p>
        <PostForm t={visit.t.ui} action={listsAddress} files>
          <input type="hidden" name="sleutel" value={typed.key} />
          <Field {...fileProps}>
            <input {...fieldAttributes(fileProps)} class="input full" type="file" accept=".csv,.xlsx,text/csv" />
          </Field>
          <TextArea
            t={visit.t.ui}
            name="lijst"
            label={t.paste}
            hint={t.pasteHint}
            optional
            rows={6}
            value={typed.text}
            error={errorOf(typed.faults, 'lijst')}
          />
          <RadioGroup
            t={visit.t.ui}
            name="hoe"
            label={t.how}
            choices={[
              { value: 'alles', label: t.whole, hint: t.wholeHint, checked: typed.whole },
              { value: 'deels', label: t.partly, hint: t.partlyHint, checked: !typed.whole },
            ]}
          />
          <Buttons>
            <Button kind="main">{t.check}</Button>
          </Buttons>
        </PostForm>
      </div>
    ),
  };
}
