// Direction: main, cli, demo → web → apps → access → directory → platform; ui, i18n and every model.ts stand alone.
const above = {
  platform: 'directory|access|apps|web|cli|demo|client|ui',
  directory: 'access|apps|web|cli|demo|client|ui',
  access: 'apps|web|cli|demo|client',
  apps: 'web|cli|demo|client',
  web: 'cli|demo|client',
};

// One application reaches another only through its front door, and only in these pairs.
const pairs = [
  ['rights', 'themes'],
  ['rights', 'library'],
  ['library', 'themes'],
  ['profile', 'rights'],
  ['profile', 'themes'],
  ['profile', 'alerts'],
  ['alerts', 'library'],
  ['alerts', 'themes'],
  ['alerts', 'questions'],
  ['alerts', 'rights'],
  ['agenda', 'rights'],
  ['agenda', 'submissions'],
  ['submissions', 'themes'],
  ['questions', 'library'],
  ['questions', 'submissions'],
  ['questions', 'themes'],
  ['contacts', 'rights'],
  ['emergency-numbers', 'rights'],
  ['scim', 'rights'],
];

const tests = '\\.test\\.tsx?$';
const applications = [
  'rights',
  'themes',
  'library',
  'profile',
  'alerts',
  'agenda',
  'submissions',
  'contacts',
  'emergency-numbers',
  'links',
  'questions',
  'scim',
];

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-circle',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    { name: 'no-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true } },
    ...Object.entries(above).map(([layer, upper]) => ({
      name: `${layer}-looks-down-only`,
      severity: 'error',
      from: { path: `^src/${layer}/`, pathNot: tests },
      // The page of the demo provider lists the people of the demo.
      to: { path: `^src/((${upper})/|main\\.ts)`, pathNot: layer === 'web' ? '^src/demo/people\\.ts$' : '^$' },
    })),
    {
      name: 'ui-and-i18n-stand-alone',
      severity: 'error',
      from: { path: '^src/(ui|i18n)/', pathNot: [tests, '^src/ui/gallery/'] },
      to: { path: '^src/(?!ui/|i18n/)', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'client-stands-alone',
      severity: 'error',
      from: { path: '^src/client/', pathNot: tests },
      to: { path: '^src/(?!client/)' },
    },
    {
      name: 'model-imports-nothing',
      severity: 'error',
      from: { path: '/model\\.ts$' },
      to: { pathNot: '/model\\.ts$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'application-through-its-front-door',
      severity: 'error',
      from: { path: '^src/apps/([^/]+)/', pathNot: tests },
      to: { path: '^src/apps/[^/]+/', pathNot: ['^src/apps/$1/', '^src/apps/[^/]+/index\\.ts$'] },
    },
    {
      name: 'others-through-the-front-door',
      severity: 'error',
      from: { path: '^src/(web|cli|demo|main\\.ts)', pathNot: tests },
      to: { path: '^src/apps/[^/]+/', pathNot: '^src/apps/[^/]+/index\\.ts$' },
    },
    ...applications.map((application) => ({
      name: `${application}-reaches-listed-applications-only`,
      severity: 'error',
      from: { path: `^src/apps/${application}/`, pathNot: tests },
      to: {
        path: '^src/apps/[^/]+/',
        pathNot: [application, ...pairs.filter(([from]) => from === application).map(([, to]) => to)].map(
          (name) => `^src/apps/${name}/`,
        ),
      },
    })),
    {
      name: 'no-test-in-the-product',
      severity: 'error',
      from: { path: '^src/', pathNot: tests },
      to: { path: ['^tests/', tests] },
    },
    {
      name: 'no-development-package-in-the-product',
      severity: 'error',
      from: { path: '^src/', pathNot: tests },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: ['node_modules', '^tests/'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js'],
    },
  },
};
