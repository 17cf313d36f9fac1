/**
 * The habits of docs/architecture.md that a linter can hold.
 *
 * ESLint replaces a rule's options as a whole where two configurations meet, so each list below is complete for the
 * files it is for.
 */

const noDefaultExport = {
  selector: 'ExportDefaultDeclaration',
  message: 'Export by name: one thing has one name everywhere.',
}

/** Raw IPC, however it is reached: `import { ipcMain }`, `electron.ipcMain`, `const { ipcMain } = electron`. */
const noRawIpc = {
  selector: 'Identifier[name=/^ipc(Main|Renderer)$/]',
  message:
    'IPC goes through the contract in src/shared/ipc.ts: only src/main/ipc and src/preload touch Electron’s.',
}

/** Time and chance come in as arguments, so that tests can hold the clock. */
const noAmbientClock = [
  { selector: "NewExpression[callee.name='Date']", message: 'Take a clock as an argument.' },
  {
    selector: "MemberExpression[object.name='Date'][property.name='now']",
    message: 'Take a clock as an argument.',
  },
  {
    selector: "MemberExpression[object.name='Math'][property.name='random']",
    message: 'Take a source of randomness as an argument.',
  },
]

const product = ['src/**/*.{ts,vue}', 'signaling-server/src/**/*.ts']
const pure = [
  'src/shared/**/*.ts',
  'src/renderer/core/**/*.ts',
  'signaling-server/src/protocol/**/*.ts',
  'signaling-server/src/rooms/**/*.ts',
]
const mayUseIpc = ['src/main/ipc/**/*.ts', 'src/preload/**/*.ts']
const tests = ['**/*.test.ts']
/** One table of words each, read by key and never from top to bottom. */
const wordTables = ['src/renderer/i18n/{en,de}.ts']

/** @type {import('eslint').Linter.Config[]} */
export const conventions = [
  {
    name: 'visavis/plain-dangers',
    files: ['**/*.{ts,vue,js}'],
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-eval': 'error',
      'no-new-func': 'error',
      'no-var': 'error',
      'prefer-const': 'error',
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx'] }],
    },
  },
  {
    name: 'visavis/file-length',
    files: product,
    ignores: [...tests, ...wordTables],
    rules: { 'max-lines': ['error', { max: 250 }] },
  },
  {
    name: 'visavis/product',
    files: ['src/**/*.ts', 'signaling-server/src/**/*.ts'],
    ignores: ['**/*.config.ts', '**/*.d.ts'],
    rules: { 'no-restricted-syntax': ['error', noDefaultExport, noRawIpc] },
  },
  {
    // A single-file component is its default export.
    name: 'visavis/components',
    files: ['src/**/*.vue'],
    rules: { 'no-restricted-syntax': ['error', noRawIpc] },
  },
  {
    name: 'visavis/may-use-ipc',
    files: mayUseIpc,
    rules: { 'no-restricted-syntax': ['error', noDefaultExport] },
  },
  {
    name: 'visavis/pure',
    files: pure,
    ignores: tests,
    rules: { 'no-restricted-syntax': ['error', noDefaultExport, noRawIpc, ...noAmbientClock] },
  },
]
