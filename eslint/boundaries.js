import boundaries from 'eslint-plugin-boundaries'
import { aroundLayers, browserLayers, layers, pureLayers, reservedPackages } from './layers.js'

const fileIn = (/** @type {readonly string[]} */ names) => ({ file: { categories: { anyOf: [...names] } } })
const isTest = { file: { categories: 'test' } }
const names = layers.map((layer) => layer.name)
const product = layers.filter((layer) => !aroundLayers.includes(layer.name))
const around = layers.filter((layer) => aroundLayers.includes(layer.name))
const productNames = product.map((layer) => layer.name)

const category = (/** @type {(typeof layers)[number]} */ { name, files }) => ({
  category: name,
  pattern: [...files],
})

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
    from: [isTest, fileIn(aroundLayers)],
    allow: { to: [{ module: { origin: ['external', 'core'] } }, fileIn(productNames)] },
  },
  { from: isTest, allow: { to: [isTest, fileIn(['test-support', 'testing', 'tools'])] } },
  {
    from: fileIn(productNames),
    disallow: { to: [isTest, fileIn(aroundLayers)] },
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
      // A test in testing/ or scripts/ keeps to the rules of its folder; a test of the product is a test.
      ...around.filter((layer) => layer.name !== 'test-support' && layer.name !== 'tools').map(category),
      { category: 'test', pattern: ['**/*.test.ts', 'signaling-server/test/**'] },
      ...layers.map(category),
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
