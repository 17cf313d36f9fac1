import { defineConfig, globalIgnores } from 'eslint/config'
import vue from 'eslint-plugin-vue'
import tseslint from 'typescript-eslint'
import { boundariesConfig } from './eslint/boundaries.js'
import { conventions } from './eslint/conventions.js'

export default defineConfig(
  globalIgnores([
    'out/',
    '**/dist/',
    '.cache/',
    '.tsbuild/',
    'test-results/',
    'playwright-report/',
    'screenshots/',
  ]),

  {
    name: 'visavis/typescript',
    files: ['**/*.{ts,vue}'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: {
        projectService: true,
        tsconfigRootDir: import.meta.dirname,
        extraFileExtensions: ['.vue'],
      },
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true, requireDefaultForNonUnion: false },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // Numbers read well in messages; anything else in a template is still an error.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // Spreading a string gives code points, which is what is wanted wherever it is done.
      '@typescript-eslint/no-misused-spread': ['error', { allow: ['string'] }],
      // `() => void call()` says the same in more words.
      '@typescript-eslint/no-confusing-void-expression': 'off',
      // Types only: a type parameter used once still names the payload of the contract.
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      // valibot and the contract speak of `void` for "no input".
      '@typescript-eslint/no-invalid-void-type': 'off',
    },
  },

  {
    name: 'visavis/vue',
    files: ['**/*.vue'],
    extends: [vue.configs['flat/recommended']],
    languageOptions: { parserOptions: { parser: tseslint.parser } },
    rules: {
      // Prettier lays out the templates.
      'vue/max-attributes-per-line': 'off',
      'vue/singleline-html-element-content-newline': 'off',
      'vue/multiline-html-element-content-newline': 'off',
      'vue/html-indent': 'off',
      'vue/html-self-closing': 'off',
      'vue/html-closing-bracket-newline': 'off',
      'vue/multi-word-component-names': 'off',
      // Optional properties say `?` in TypeScript.
      'vue/require-default-prop': 'off',
      'vue/block-lang': ['error', { script: { lang: 'ts' } }],
      'vue/no-v-html': 'error',
      // Vue compiles the defaults of destructured properties; TypeScript does not see why they are needed.
      '@typescript-eslint/no-useless-default-assignment': 'off',
    },
  },

  {
    // What a component exports is known to vue-tsc only (npm run typecheck); here it would look like `any`.
    name: 'visavis/beside-components',
    files: ['**/*.vue', 'src/renderer/{ui,features,testing}/**/*.ts'],
    rules: {
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },

  boundariesConfig,
  ...conventions,

  {
    name: 'visavis/tests',
    files: ['**/*.test.ts', 'signaling-server/test/**/*.ts', 'e2e/**/*.ts', 'testing/**/*.ts'],
    rules: {
      // A test that has just made a thing may say that it is there.
      '@typescript-eslint/no-non-null-assertion': 'off',
      // Fakes implement asynchronous ports without waiting for anything.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },

  { files: ['**/*.js'], extends: [tseslint.configs.disableTypeChecked] },
)
