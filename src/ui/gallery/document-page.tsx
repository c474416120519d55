import { Badge } from '../components/badge.tsx';
import { ButtonLink, Buttons } from '../components/button.tsx';
import { DescriptionList } from '../components/description-list.tsx';
import { DocumentViewer } from '../components/document-viewer.tsx';
import { PageHeading, WithSide } from '../components/page.tsx';
import { BackLink } from '../components/way-back.tsx';
import { SampleFrame, t, type SampleOptions } from './sample-frame.tsx';

const Side = () => (
  <>
    <DescriptionList
      facts={[
        {
          term: 'Contactpersoon',
          value: (
            <>
              <strong>Lieve Wouters</strong>
              <br />
              <a href="tel:+3225531234">02 553 12 34</a>
            </>
          ),
        },
      ]}
    />
    <Buttons>
      <ButtonLink icon="download" href="/documenten/1/bestand" download>
        Downloaden
      </ButtonLink>
      <ButtonLink icon="shared" href="/documenten/1/delen">
        Delen
      </ButtonLink>
      <ButtonLink icon="question" href="/documenten/1/vraag">
        Stel een vraag
      </ButtonLink>
    </Buttons>
    <DescriptionList
      facts={[
        { term: 'Wie mag dit zien?', value: <Badge t={t} state="open" /> },
        { term: 'Instelling', value: '034793 GBS De Wegwijzer' },
        { term: 'Thema', value: 'Omkadering en toelagen' },
        { term: 'Schooljaar', value: '2026-2027' },
        { term: 'Beschikbaar sinds', value: '15/05/2026' },
        { term: 'Bestand', value: 'PDF, 120 kB' },
      ]}
    />
  </>
);

/** An opened document with its contact person at the left (DO-4, DO-5). */
export const DocumentPage = (options: SampleOptions) => (
  <SampleFrame {...options} title="Dienstbrief omkadering 2026-2027" tab="Documenten">
    <BackLink t={t} label="Documenten" href="/basisonderwijs/documenten?q=omkadering" />
    <PageHeading title="Dienstbrief omkadering 2026-2027" />
    <WithSide side={<Side />}>
      <DocumentViewer t={t} title="Dienstbrief omkadering 2026-2027" src="/voorbeeld.txt" />
    </WithSide>
  </SampleFrame>
);
