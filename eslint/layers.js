/**
 * Who may import whom: the one place where it is written down for the machine. docs/architecture.md explains it.
 *
 * Each file belongs to the first layer whose pattern it matches; a layer may always import itself. Tests (*.test.ts) of
 * the product are a category of their own, see boundaries.js.
 */

/**
 * Folders of core, from the bottom up: each may import itself and those before it, types included
 * (docs/architecture.md).
 */
export const coreStack = [
  'lib',
  'ports',
  'signaling',
  'media',
  'connection-test',
  'room-channel',
  'mesh',
  'call',
  'app',
]
const coreLayers = coreStack.map((folder, index) => ({
  name: `core/${folder}`,
  files: [`src/renderer/core/${folder}/**`],
  mayImport: [...coreStack.slice(0, index).map((below) => `core/${below}`), 'shared', 'protocol'],
}))
const core = coreLayers.map(({ name }) => name)

/** @type {readonly { name: string, files: readonly string[], mayImport: readonly string[] }[]} */
export const layers = [
  { name: 'protocol', files: ['signaling-server/src/protocol/**'], mayImport: [] },
  { name: 'rooms', files: ['signaling-server/src/rooms/**'], mayImport: ['protocol'] },
  { name: 'server', files: ['signaling-server/**'], mayImport: ['protocol', 'rooms'] },

  { name: 'shared', files: ['src/shared/**'], mayImport: [] },

  {
    name: 'embedded-server',
    files: ['src/main/server/embedded/**'],
    mayImport: ['main', 'shared', 'server', 'protocol'],
  },
  { name: 'main', files: ['src/main/**'], mayImport: ['shared', 'embedded-server'] },
  { name: 'preload', files: ['src/preload/**'], mayImport: ['shared'] },

  ...coreLayers,
  { name: 'adapters', files: ['src/renderer/adapters/**'], mayImport: [...core, 'shared', 'protocol'] },
  { name: 'ui', files: ['src/renderer/ui/**'], mayImport: [] },
  // The words: each error code of core must have some, so it knows core's types.
  { name: 'i18n', files: ['src/renderer/i18n/**'], mayImport: [...core, 'shared'] },
  {
    name: 'features',
    files: ['src/renderer/features/**', 'src/renderer/*.vue'],
    mayImport: [...core, 'ui', 'i18n', 'shared'],
  },
  // Fakes, contract suites and the gallery. They and all below may use the product: boundaries.js lets them.
  { name: 'test-support', files: ['src/renderer/testing/**', 'src/main/testing/**'], mayImport: ['test'] },
  {
    name: 'composition',
    files: ['src/renderer/main.ts', 'src/renderer/*.d.ts'],
    mayImport: [...core, 'adapters', 'ui', 'i18n', 'features', 'shared', 'protocol'],
  },

  { name: 'manifest', files: ['package.json'], mayImport: [] },
  // Around the product, which imports none of them.
  { name: 'testing', files: ['testing/**'], mayImport: ['test-support'] },
  { name: 'e2e', files: ['e2e/**'], mayImport: ['testing', 'test-support'] },
  { name: 'scripts', files: ['scripts/**'], mayImport: ['testing', 'test-support'] },
  { name: 'bench', files: ['bench/**'], mayImport: ['testing', 'test-support', 'test'] },
  { name: 'tools', files: ['eslint/**', '*.config.{ts,js}'], mayImport: [] },
]

/** Layers that stay pure: no platform, no framework, nothing from outside but the schema library. */
export const pureLayers = ['protocol', 'rooms', 'shared', ...core]

/** Layers around the product: each may import the product and what it names above, and is imported by no product file. */
export const aroundLayers = ['test-support', 'testing', 'e2e', 'scripts', 'bench', 'tools']

/** Packages that belong to some layers only, so that what they bring stays behind its port. */
export const reservedPackages = [
  { packages: ['electron'], layers: ['main', 'embedded-server', 'preload'] },
  { packages: ['ws'], layers: ['server'] },
  { packages: ['@visavis/signaling-server'], layers: ['server', 'embedded-server'] },
  { packages: ['simple-peer', 'simple-peer/*'], layers: ['adapters'] },
  {
    packages: ['vue', 'vue-i18n', 'reka-ui', '@lucide/vue', '@vueuse/*'],
    layers: ['ui', 'i18n', 'features', 'composition'],
  },
]

/** Layers that run in a browser, where Node's own modules do not exist. */
export const browserLayers = [
  'protocol',
  'rooms',
  'shared',
  'preload',
  ...core,
  'adapters',
  'ui',
  'i18n',
  'features',
  'composition',
]
