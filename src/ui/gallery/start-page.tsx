import { DocumentList, DocumentRow } from '../components/document-row.tsx';
import { Notice } from '../components/notice.tsx';
import { PageHeading, Section } from '../components/page.tsx';
import { Tile, Tiles } from '../components/tile.tsx';
import { SampleFrame, t, type SampleOptions } from './sample-frame.tsx';

/** The start page: a tile per level (PO-2). */
export const StartPage = (options: SampleOptions) => (
  <SampleFrame
    {...options}
    title="Startpagina"
    notice={
      <Notice t={t} kind="success" live>
        Je werkt nu namens GBS De Wegwijzer.
      </Notice>
    }
  >
    <PageHeading title="Dag An" lead="Kies een onderwijsniveau om te beginnen." />
    <Tiles label="Jouw onderwijsniveaus">
      <Tile title="Basisonderwijs" href="/basisonderwijs" facts={['2 instellingen', '180 documenten']} />
      <Tile title="Secundair onderwijs" href="/secundair-onderwijs" facts={['1 instelling', '34 documenten']} />
      <Tile
        title="Deeltijds kunstonderwijs"
        href="/deeltijds-kunstonderwijs"
        facts={['1 instelling', 'Nog geen documenten']}
      />
    </Tiles>
    <Section title="Nieuwste documenten" id="nieuwste">
      <DocumentList>
        <DocumentRow
          t={t}
          href="/documenten/1"
          title="Dienstbrief omkadering 2026-2027"
          institution="034793 GBS De Wegwijzer"
          theme="Omkadering en toelagen"
          schoolYear="2026-2027"
          date="15/05/2026"
          kind="pdf"
          size="120 kB"
          state="open"
        />
      </DocumentList>
      <p>
        <a href="/documenten">Alle documenten</a>
      </p>
    </Section>
  </SampleFrame>
);
