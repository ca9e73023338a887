// Packs each script of a page with what it loads: npm run build:pages
import { build } from 'esbuild'

build({
  entryPoints: [
    'pages/stock.js'
  ],
  outbase: '.',
  outdir: 'bundle',
  bundle: true,
  platform: 'browser',
  format: 'iife',
  target: 'chrome83',
  define: { global: 'window' },
  sourcemap: true
}).catch(() => process.exit(1))
