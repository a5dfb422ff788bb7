// Builds dist/: the bundle (own code and what is needed to start), the compiled catalogue, and the type declarations.
import { execFileSync } from 'node:child_process'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { rolldown } from 'rolldown'
import { notices } from './notices.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
process.chdir(root)
const pkg = JSON.parse(readFileSync('package.json', 'utf8'))

// What a check needs stays a package of its own, so that its wasm and worker files lie where it expects them.
const outside = [...Object.keys(pkg.dependencies), '@electric-sql/pglite']
const external = (id) => outside.some((name) => id === name || id.startsWith(`${name}/`))

rmSync('dist', { recursive: true, force: true })
const bundle = await rolldown({
  input: {
    index: 'src/index.ts',
    cli: 'src/cli/main.ts',
    'check-worker': 'src/checks/worker.ts',
    'pglite-worker': 'src/engines/pglite-worker.ts',
    'compile-catalog': 'src/catalog/compile.ts',
  },
  platform: 'node',
  external,
  transform: { define: { __VERSION__: JSON.stringify(pkg.version) } },
})
// One flat folder: a chunk finds the workers, the catalogue and the package root at the same relative place wherever its code ended up.
const { output } = await bundle.write({
  dir: 'dist',
  format: 'esm',
  sourcemap: true,
  minify: { mangle: false, compress: true, codegen: true },
  entryFileNames: '[name].js',
  chunkFileNames: '[name]-[hash].js',
})
await bundle.close()
writeFileSync('dist/THIRD_PARTY_NOTICES.txt', notices(output.flatMap((chunk) => Object.keys(chunk.modules ?? {}))))

const { compileCatalog } = await import(new URL('../dist/compile-catalog.js', import.meta.url).href)
await compileCatalog('agents', 'dist')
execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'], { stdio: 'inherit' })
