// The tiers are the folders of src, libs below them, and the files directly in src above: an import may reach down, never up, and never in a circle.
const tiers = [
  ['libs', '^libs/'],
  ['platform', '^src/platform/|^migrations/'],
  ['records', '^src/records/'],
  ['protocol', '^src/protocol/'],
  ['person-and-operations', '^src/(person|operations)/'],
  ['top', '^src/[^/]+\\.ts$'],
]
const lookDown = tiers.slice(0, -1).map(([name, path], i) => ({
  name: `${name}-look-down`,
  severity: 'error',
  from: { path, pathNot: '\\.(spec|fixture|fixtures)\\.ts$' },
  to: {
    path: tiers
      .slice(i + 1)
      .map(([, p]) => p)
      .join('|'),
  },
}))
module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    ...lookDown,
    { name: 'every-module-has-a-tier', severity: 'error', from: {}, to: { path: '^src/', pathNot: tiers.map(([, p]) => p).join('|') } },
    {
      // jose signs and verifies, ipaddr.js reads addresses: pure functions both, which nobody should write anew.
      name: 'libs-know-no-framework',
      severity: 'error',
      from: { path: '^libs/', pathNot: '\\.spec\\.ts$' },
      to: { dependencyTypes: ['npm', 'npm-dev', 'npm-optional', 'npm-peer'], pathNot: 'node_modules/(jose|ipaddr\\.js)/' },
    },
    {
      name: 'entities-stay-home',
      severity: 'error',
      from: { path: '^src/([^/]+/[^/]+)/', pathNot: '\\.spec\\.ts$' },
      to: { path: '\\.entity\\.ts$', pathNot: '^src/$1/' },
    },
    {
      name: 'settings-are-read-in-one-place',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(platform/config/|main|operations/(cli|start)/)|\\.(spec|fixture)\\.ts$' },
      to: { path: '^src/platform/config/load-settings' },
    },
    // The demo is a client and an API like others: it knows the server by HTTP, and of its code what everybody may use.
    { name: 'the-demo-knows-libs-alone', severity: 'error', from: { path: '^demo/' }, to: { path: '^(src|migrations|test)/' } },
    { name: 'nothing-needs-the-demo', severity: 'error', from: { path: '^(src|libs|migrations)/' }, to: { path: '^demo/' } },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'no-dev-deps',
      severity: 'error',
      from: { path: '^(src|libs|migrations)/', pathNot: '\\.(spec|fixture|fixtures)\\.ts$|/fixtures/' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      conditionNames: ['aldgate:source', 'import', 'require', 'node', 'default'],
      exportsFields: ['exports'],
      extensions: ['.ts', '.js', '.cjs', '.mjs', '.json'],
    },
  },
}
