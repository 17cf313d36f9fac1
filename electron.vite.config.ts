import tailwindcss from '@tailwindcss/vite'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'electron-vite'

/** ws's optional native helpers; it runs without them, so no bundle carries them. */
const optionalNatives = ['bufferutil', 'utf-8-validate']

export default defineConfig({
  main: {
    build: {
      externalizeDeps: false,
      rolldownOptions: { input: 'src/main/index.ts', external: ['electron', ...optionalNatives] },
    },
  },
  preload: {
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
    build: { rolldownOptions: { input: 'src/renderer/index.html' } },
    plugins: [vue(), tailwindcss()],
  },
})
