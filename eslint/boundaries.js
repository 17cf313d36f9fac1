import boundaries from 'eslint-plugin-boundaries'
import { browserLayers, layers, pureLayers, reservedPackages } from './layers.js'

const fileIn = (/** @type {readonly string[]} */ names) => ({ file: { categories: { anyOf: [...names] } } })
const isTest = { file: { categories: 'test' } }
const names = layers.map((layer) => layer.name)

/** Later policies win over earlier ones. */
const policies = [
  // Packages and Node's modules are open to all unless a policy below closes them.
  { allow: { to: { module: { origin: ['external', 'core'] } } } },
  ...layers.map((layer) => ({
    from: fileIn([layer.name]),
    allow: { to: fileIn([layer.name, ...layer.mayImport]) },
    message: `${layer.name} may import ${layer.mayImport.join(', ') || 'nothing of ours'} (eslint/layers.js)`,
  })),
  {
    from: fileIn(browserLayers),
    disallow: { to: { module: { origin: 'core' } } },
    message: "this layer runs in a browser: Node's modules do not exist there",
  },
  {
    from: fileIn(pureLayers),
    disallow: { to: { module: { origin: 'external' } } },
    message: 'this layer stays pure: the only package it may import is valibot',
  },
  { from: fileIn(pureLayers), allow: { to: { module: { origin: 'external', source: 'valibot' } } } },
  ...reservedPackages.map(({ packages, layers: allowed }) => ({
    from: fileIn(names.filter((name) => !allowed.includes(name))),
    disallow: { to: { module: { source: packages } } },
    message: `${packages.join(', ')} may be imported by ${allowed.join(', ')} only`,
  })),
  // Tests, fakes and tools may use whatever they are about, never the other way round.
  {
    from: [isTest, fileIn(['testing', 'tools'])],
    allow: { to: [{ module: { origin: ['external', 'core'] } }, isTest, fileIn(names)] },
  },
  {
    from: { file: { categories: { noneOf: ['test', 'testing', 'tools'] } } },
    disallow: { to: [isTest, fileIn(['testing', 'tools'])] },
    message: 'the product does not import its tests or tools',
  },
]

/** @type {import('eslint').Linter.Config} */
export const boundariesConfig = {
  name: 'visavis/boundaries',
  files: ['**/*.{ts,vue}'],
  plugins: { boundaries },
  settings: {
    'boundaries/dependency-nodes': ['import', 'dynamic-import', 'export', 'require'],
    // Each file has one category, the first that matches; otherwise a folder would have its parent's freedoms too.
    'boundaries/files-single-match': true,
    'boundaries/files': [
      { category: 'test', pattern: ['**/*.test.ts', 'signaling-server/test/**'] },
      ...layers.map((layer) => ({ category: layer.name, pattern: [...layer.files] })),
    ],
    'boundaries/legacy-templates': false,
    'import/resolver': { typescript: { project: 'tsconfig.tests.json' } },
  },
  rules: {
    'boundaries/dependencies': [
      'error',
      {
        default: 'disallow',
        checkAllOrigins: true,
        checkUnknownLocals: true,
        checkInternals: true,
        policies,
      },
    ],
    'boundaries/no-unknown-files': 'error',
  },
}
