const SHAPES = {
  arrowLeft: <path d="M19 12H5m6-6-6 6 6 6" />,
  arrowRight: <path d="M5 12h14m-6-6 6 6-6 6" />,
  chevron: <path d="m6 9 6 6 6-6" />,
  search: <path d="M20 20l-4.5-4.5M17 10.5a6.5 6.5 0 1 1-13 0 6.5 6.5 0 0 1 13 0z" />,
  filter: <path d="M4 6h16M7 12h10m-7 6h4" />,
  close: <path d="M6 6l12 12M18 6 6 18" />,
  check: <path d="m5 12.5 4.5 4.5L19 7.5" />,
  info: <path d="M12 11v6m0-10v.01M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0z" />,
  success: <path d="m8 12.5 2.8 2.8L16 9.5M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0z" />,
  warning: <path d="M12 10v4m0 3v.01M12 4 2.8 20h18.4z" />,
  error: <path d="M12 7.5v5m0 3.5v.01M8.3 3h7.4L21 8.3v7.4L15.7 21H8.3L3 15.7V8.3z" />,
  lockOpen: <path d="M5 11h14v9H5zM8 11V7.5a4 4 0 0 1 7.7-1.5" />,
  lock: <path d="M5 11h14v9H5zM8 11V8a4 4 0 0 1 8 0v3" />,
  lockDouble: <path d="M5 11h14v9H5zM8 11V8a4 4 0 0 1 8 0v3m-4 3.5v2.5" />,
  shared: (
    <path d="M8.6 10.7l6.8-3.4M8.6 13.3l6.8 3.4M9 12a3 3 0 1 1-6 0 3 3 0 0 1 6 0zm12-6a3 3 0 1 1-6 0 3 3 0 0 1 6 0zm0 12a3 3 0 1 1-6 0 3 3 0 0 1 6 0z" />
  ),
  sites: <path d="M4 4h6v6H4zm10 0h6v6h-6zM4 14h6v6H4zm10 0h6v6h-6z" />,
  person: <path d="M16 8a4 4 0 1 1-8 0 4 4 0 0 1 8 0zM4.5 20.5c1-4 4-6 7.5-6s6.5 2 7.5 6" />,
  bell: <path d="M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 1.5h-15zM10 21h4" />,
  download: <path d="M12 4v11m-5-4.5 5 5 5-5M5 20h14" />,
  print: <path d="M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7z" />,
  question: <path d="M9.5 9.5a2.5 2.5 0 1 1 3.5 2.3c-.7.3-1 .8-1 1.7m0 3v.01M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0z" />,
  calendar: <path d="M4 6h16v14H4zm0 4.5h16M8 3.5v4m8-4v4" />,
  phone: (
    <path d="M6 3.5h3.5l1.5 4.5-2 1.5a12 12 0 0 0 5.5 5.5l1.5-2 4.5 1.5V18a2.5 2.5 0 0 1-2.5 2.5C10.5 20.5 3.5 13.5 3.5 6A2.5 2.5 0 0 1 6 3.5z" />
  ),
  mail: <path d="M3.5 5.5h17v13h-17zm0 1 8.5 6.5 8.5-6.5" />,
  external: <path d="M14 4h6v6m0-6-9 9M18 14v6H4V6h6" />,
};

export type IconName = keyof typeof SHAPES;

/** A decorative drawing: the word beside it carries the meaning, so assistive software skips it. */
export const Icon = ({ name }: { name: IconName }) => (
  <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
    {SHAPES[name]}
  </svg>
);

/** A gate standing half open. */
export const Logo = () => (
  <svg class="logo-mark" viewBox="0 0 28 28" aria-hidden="true">
    <path class="logo-door" d="M3 3h11v22H3z" />
    <path class="logo-frame" d="M3 3h22v22H3zM14 3v22" />
    <path class="logo-frame" d="M10.5 13v2.5" />
  </svg>
);
