import tailwindcss from '@tailwindcss/vite'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'electron-vite'
import { version } from './package.json' with { type: 'json' }
import { LicenceList } from './signaling-server/scripts/licences.ts'

/** Tells ws not to look for its optional native helpers: the bundle must load nothing that happens to lie around. */
const withoutNativeHelpers = {
  'process.env.WS_NO_BUFFER_UTIL': '"1"',
  'process.env.WS_NO_UTF_8_VALIDATE': '"1"',
}

/** Parts of Vue and vue-i18n that the interface does not use: 4 KB (gzip) less to load. */
const unusedFeatures = {
  __VUE_OPTIONS_API__: 'false',
  __VUE_PROD_DEVTOOLS__: 'false',
  __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
  __VUE_I18N_LEGACY_API__: 'false',
  __VUE_I18N_FULL_INSTALL__: 'false',
  __INTLIFY_PROD_DEVTOOLS__: 'false',
}

/** The bundles are built one after the other; the page's, the last, gets the list of what is in all three. */
const licences = new LicenceList()
licences.add('tailwindcss', import.meta.dirname)
licences.addWithDependencies('simple-peer', import.meta.dirname)

export default defineConfig({
  main: {
    define: withoutNativeHelpers,
    plugins: [licences.collect()],
    build: {
      externalizeDeps: false,
      rolldownOptions: {
        input: 'src/main/index.ts',
        external: ['electron'],
        // What the parts that are loaded later share with the first goes into a file of its own. If they imported the
        // entry itself, a system that spells its path in two ways would run it twice.
        preserveEntrySignatures: 'strict',
        // Small, because it is read before the first window shows; names are kept for the traces in logs.
        output: { minify: { compress: true, mangle: false, codegen: true } },
      },
    },
  },
  preload: {
    plugins: [licences.collect()],
    build: {
      externalizeDeps: false,
      // A sandboxed preload is one CommonJS file that requires nothing but electron.
      rolldownOptions: {
        input: 'src/preload/index.ts',
        external: ['electron'],
        output: { format: 'cjs', entryFileNames: 'index.cjs' },
      },
    },
  },
  renderer: {
    root: 'src/renderer',
    build: { minify: true, rolldownOptions: { input: 'src/renderer/index.html' } },
    define: { __APP_VERSION__: JSON.stringify(version), ...unusedFeatures },
    plugins: [vue(), tailwindcss(), licences.emit()],
  },
})
