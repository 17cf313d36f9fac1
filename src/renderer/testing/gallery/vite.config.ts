import { fileURLToPath } from 'node:url'
import tailwindcss from '@tailwindcss/vite'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'

/** The gallery, apart from the product's own build. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: './',
  logLevel: 'warn',
  build: {
    outDir: fileURLToPath(new URL('../../../../.cache/gallery', import.meta.url)),
    emptyOutDir: true,
    target: 'es2023',
  },
  plugins: [vue(), tailwindcss()],
})
