import { Badge } from '../components/badge.tsx';
import { Button, ButtonLink, Buttons } from '../components/button.tsx';
import { CheckboxGroup, RadioGroup } from '../components/choice-group.tsx';
import { DataTable } from '../components/data-table.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { ErrorPage } from '../components/error-page.tsx';
import { ErrorSummary } from '../components/error-summary.tsx';
import { DateInput, Select, TextArea, TextInput } from '../components/inputs.tsx';
import { Notice } from '../components/notice.tsx';
import { PageHeading, Section, WithSide } from '../components/page.tsx';
import { PostForm } from '../components/post-form.tsx';
import { RefusalPanel } from '../components/refusal-panel.tsx';
import { Steps } from '../components/steps.tsx';
import { TickGrid } from '../components/tick-grid.tsx';
import { Breadcrumb } from '../components/way-back.tsx';
import { SampleFrame, t, type SampleOptions } from './sample-frame.tsx';

/** Every component in every state, to look at and to test. */
export const GalleryPage = (options: SampleOptions) => (
  <SampleFrame {...options} title="Alle onderdelen" tab="Agenda">
    <Breadcrumb
      t={t}
      crumbs={[
        { label: 'Gebruikersbeheer', href: '/rechten' },
        { label: 'An Peeters', href: '/rechten/an' },
      ]}
    />
    <PageHeading
      title="Recht geven"
      lead="Zo zien alle onderdelen eruit."
      action={
        <ButtonLink kind="main" href="/rechten/nieuw">
          Nieuw recht
        </ButtonLink>
      }
    />
    <ErrorSummary
      t={t}
      faults={[
        { field: 'begin', message: 'Schrijf de begindatum als dd/mm/jjjj, bijvoorbeeld 01/09/2026' },
        { field: 'niveaus', message: 'Kies minstens één onderwijsniveau' },
      ]}
    />
    <WithSide side={<StepsSample />}>
      <FormSample />
    </WithSide>
    <Section title="Knoppen" id="knoppen">
      <Buttons>
        <Button kind="main">Bewaren</Button>
        <Button icon="print">Afdrukken</Button>
        <Button kind="quiet">Annuleren</Button>
        <Button kind="danger">Recht stopzetten</Button>
      </Buttons>
    </Section>
    <Section title="Meldingen" id="meldingen">
      {(['info', 'success', 'warning', 'error'] as const).map((kind) => (
        <Notice t={t} kind={kind}>
          Delen kan niet ongedaan gemaakt worden. <a href="/hulp">Lees meer</a>
        </Notice>
      ))}
      <p>
        {(['open', 'confidential', 'veryConfidential', 'shared'] as const).map((state) => (
          <>
            <Badge t={t} state={state} />{' '}
          </>
        ))}
      </p>
    </Section>
    <Section title="Tabel" id="tabel">
      <TableSample />
    </Section>
    <Section title="Klein rooster" id="klein">
      <SmallGrid />
    </Section>
    <Section title="Weigering" id="weigering">
      <RefusalPanel
        t={t}
        reasons={['je voor 034793 GBS De Wegwijzer het thema Leerlingen (vertrouwelijk) niet hebt.']}
        givers={[
          { name: 'Marc Claes', role: 'directeur', email: 'marc.claes@dewegwijzer.example' },
          { name: 'Els De Smet', role: 'portaalbeheerder' },
        ]}
        askHref="/aanvragen/nieuw"
      />
    </Section>
    <EmptyState
      title="Geen documenten gevonden"
      suggestions={['Kijk na of je het woord juist schreef.', 'Gebruik minder of kortere woorden.', 'Wis een filter.']}
    >
      <ButtonLink href="/documenten">Wis alle filters</ButtonLink>
    </EmptyState>
    <ErrorSample />
  </SampleFrame>
);

const StepsSample = () => (
  <Steps
    t={t}
    steps={[
      { title: 'Wie', state: 'done', summary: 'An Peeters', href: '?stap=1' },
      { title: 'Welk recht', state: 'current', summary: 'Mijn Onderwijs Gebruiker voor 034793' },
      { title: 'Hoe lang', state: 'todo' },
    ]}
  />
);

const FormSample = () => (
  <PostForm t={t} action="/rechten" guarded>
    <TextInput t={t} name="naam" label="Naam" hint="Zoals op de identiteitskaart" value={'An "Ans" <Peeters>'} />
    <TextInput t={t} name="email" label="E-mailadres" type="email" optional width="medium" />
    <DateInput
      t={t}
      name="begin"
      label="Begint op"
      value="31/02/2026"
      error="Schrijf de begindatum als dd/mm/jjjj, bijvoorbeeld 01/09/2026"
    />
    <Select
      t={t}
      name="recht"
      label="Recht"
      placeholder="Kies een recht"
      options={[
        { value: 'mog', label: 'Mijn Onderwijs Gebruiker' },
        { value: 'mopb', label: 'Mijn Onderwijs Portaal Beheerder' },
      ]}
      value="mog"
    />
    <CheckboxGroup
      t={t}
      name="niveaus"
      label="Onderwijsniveaus"
      error="Kies minstens één onderwijsniveau"
      choices={[
        { value: '1', label: 'Basisonderwijs' },
        { value: '2', label: 'Secundair onderwijs', hint: 'Ook de deeltijdse opleidingen' },
      ]}
    />
    <RadioGroup
      t={t}
      name="frequentie"
      label="Hoe vaak"
      choices={[
        { value: 'dag', label: 'Dagelijks', checked: true },
        { value: 'week', label: 'Wekelijks' },
      ]}
    />
    <TextArea t={t} name="uitleg" label="Uitleg" optional rows={3} />
    <Buttons>
      <Button kind="main">Verder</Button>
      <Button kind="quiet">Annuleren</Button>
    </Buttons>
  </PostForm>
);

const TableSample = () => (
  <DataTable
    caption="Jouw instellingen"
    columns={[
      { label: 'Nummer', cell: (row) => row.number },
      { label: 'Instelling', cell: (row) => row.name, rowHeader: true },
      { label: 'Documenten', cell: (row) => row.documents, numeric: true },
    ]}
    rows={[
      { number: '034793', name: 'GBS De Wegwijzer', documents: '1 204' },
      { number: '034801', name: 'Gemeentelijke Basisschool De Klaproos', documents: '87' },
    ]}
  />
);

const SmallGrid = () => (
  <TickGrid
    t={t}
    caption="Personen van De Klaproos"
    action="/tick"
    themes={[
      { id: '1', name: 'Algemeen', state: 'open' },
      { id: '2', name: 'Leerlingen', state: 'confidential' },
      { id: '3', name: 'Salarisoverzichten', state: 'veryConfidential', separate: true },
    ]}
    people={[
      { id: 'p1', name: 'Marc Claes', cells: [], automatic: "Portaalbeheerder: heeft automatisch alle thema's" },
      { id: 'p2', name: 'An Peeters', cells: [{ ticked: true, version: 2 }, { ticked: false }, { ticked: false }] },
      { id: 'p3', name: 'Els De Smet', cells: [{ ticked: false }, { ticked: false }, { ticked: false }] },
    ]}
  />
);

const ErrorSample = () => (
  <Section title="Foutpagina" id="foutpagina">
    <ErrorPage
      t={t}
      title="Er ging iets mis"
      explanation="Je wijziging is niet bewaard. Dat ligt aan ons, niet aan jou."
      advice={['Probeer het over enkele minuten opnieuw.', 'Wat je typte, staat nog in het formulier.']}
      faultId="K7-4Q2M"
    >
      <ButtonLink kind="main" href="/">
        Naar de startpagina
      </ButtonLink>
    </ErrorPage>
  </Section>
);
