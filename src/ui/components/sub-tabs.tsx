export interface SubTab {
  readonly label: string;
  readonly href: string;
  readonly current: boolean;
}

/** The parts of one application, under its title. */
export const SubTabs = ({ label, tabs }: { label: string; tabs: readonly SubTab[] }) => (
  <nav class="sub-tabs" aria-label={label}>
    <ul>
      {tabs.map(({ label: name, href, current }) => (
        <li>
          <a href={href} aria-current={current ? 'page' : undefined}>
            {name}
          </a>
        </li>
      ))}
    </ul>
  </nav>
);
