import type { PropsWithChildren } from 'hono/jsx';
import { ui as nl } from '#i18n/nl/ui.ts';
import { Frame, type FrameProps } from '../frame.tsx';

/** Every sample page is drawn as if this visitor looked at it. */
export const t = nl;

export interface SampleOptions {
  readonly nonce: string;
  readonly assets: FrameProps['assets'];
}

const TABS = ['Documenten', 'Agenda', 'Contactpersonen', 'Omkadering', 'Document versturen', 'Themabeheer'];

export const SampleFrame = (
  props: PropsWithChildren<
    SampleOptions & Pick<FrameProps, 'title' | 'search' | 'notice' | 'width'> & { readonly tab?: string }
  >,
) => {
  const { tab, ...rest } = props;
  return (
    <Frame
      {...rest}
      lang="nl"
      t={t}
      demo
      user={{ name: 'An Peeters', actingFor: 'GBS De Wegwijzer (034793)', canSwitch: true }}
      levels={[
        { name: 'Basisonderwijs', href: '/basisonderwijs', current: tab !== undefined },
        { name: 'Secundair onderwijs', href: '/secundair-onderwijs', current: false },
        { name: 'Deeltijds kunstonderwijs', href: '/deeltijds-kunstonderwijs', current: false },
      ]}
      area={tab ? 'Basisonderwijs' : undefined}
      tabs={
        tab
          ? TABS.map((label) => ({ label, href: `/basisonderwijs/${label.toLowerCase()}`, current: label === tab }))
          : [
              { label: 'Alle documenten', href: '/documenten', current: false },
              { label: 'Dataloep', href: '/dataloep', current: false },
            ]
      }
      searchAction="/documenten"
      bell={{ count: '3', label: '3 taken voor jou', href: '/taken' }}
    />
  );
};
