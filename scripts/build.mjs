// Builds dist/: the bundle (own code and what is needed to start), the compiled catalogue, and the type declarations.
import { execFileSync } from 'node:child_process'
import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { rolldown } from 'rolldown'
import { ruleExamples } from './rule-examples.mjs'
import { notices } from './notices.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
process.chdir(root)
const pkg = JSON.parse(readFileSync('package.json', 'utf8'))

// What a check needs stays a package of its own, so that its wasm and worker files lie where it expects them.
const outside = [...Object.keys(pkg.dependencies), '@electric-sql/pglite']
const external = (id) => outside.some((name) => id === name || id.startsWith(`${name}/`))

// The command line and the servers are CommonJS: Node starts it without its ES module loader, which saves a fifth of `node -e 0` on Node 20.
const commandLine = { input: { cli: 'src/cli/main.ts' }, format: 'cjs', extension: 'cjs' }
const library = {
  input: {
    index: 'src/index.ts',
    'check-worker': 'src/checks/worker.ts',
    'pglite-worker': 'src/engines/pglite-worker.ts',
    'sqlite-worker': 'src/engines/sqlite-worker.ts',
    'compile-catalog': 'src/catalog/compile.ts',
    'compile-search': 'src/search/compile.ts',
  },
  format: 'esm',
  extension: 'js',
}

// MySQL's grammar is two and a half megabytes of generated code: once, without a source map as large again.
const grammar = {
  input: { 'mysql-grammar': 'src/checks/mysql-migration/read/statement.ts' },
  format: 'esm',
  extension: 'js',
  sourcemap: false,
}

// commander loads node:child_process, and with it the network modules, for subcommands that are programs of their own. There are none here.
const lazyChildProcess = {
  name: 'lazy-child-process',
  transform: {
    filter: { id: /commander\/lib\/command\.js$/ },
    handler: (code) => ({
      code: code.replace(
        "require('node:child_process')",
        "{ get spawn() { return process.getBuiltinModule('node:child_process').spawn } }",
      ),
      map: null,
    }),
  },
}

// The SDK brings ajv (150 KB, an eighth of the time to the first answer) to look at what users answer to elicitation. We elicit nothing.
const SHIMS = '@modelcontextprotocol/server/_shims'
const noJsonSchemaValidator = {
  name: 'no-json-schema-validator',
  resolveId: { filter: { id: new RegExp(`^${SHIMS}$`) }, handler: () => `\0${SHIMS}` },
  load: {
    filter: { id: new RegExp(`^\0${SHIMS}$`) },
    handler: () => `
      export { default as process } from 'node:process'
      export class DefaultJsonSchemaValidator {
        getValidator() { throw new Error('this build validates nothing with JSON Schema') }
      }`,
  },
}

// Checks run in their worker, which is of the other bundle: here they would be two megabytes that nobody starts.
const checksRunElsewhere = {
  name: 'checks-run-elsewhere',
  load: {
    filter: { id: /\/src\/checks\/[^/]+\/check\.ts$/ },
    handler: () => 'export function check() { throw new Error("checks run in their worker") }',
  },
}

rmSync('dist', { recursive: true, force: true })
const modules = [...(await write(commandLine)), ...(await write(library)), ...(await write(grammar))]
// Two files of thirty megabytes: the engine is small, the package holds it six times over.
const sqlite = `${root}node_modules/sql.js/dist`
copyFileSync(`${sqlite}/sql-wasm.js`, 'dist/sql-wasm.cjs')
copyFileSync(`${sqlite}/sql-wasm.wasm`, 'dist/sql-wasm.wasm')
writeFileSync('dist/THIRD_PARTY_NOTICES.txt', notices([...modules, `${sqlite}/sql-wasm.js`]))

const { compileCatalog } = await import(new URL('../dist/compile-catalog.js', import.meta.url).href)
await compileCatalog('agents', 'dist')
writeFileSync('dist/rule-examples.json', JSON.stringify(ruleExamples('test/checks')))
const { compileSearch } = await import(new URL('../dist/compile-search.js', import.meta.url).href)
await compileSearch('dist')
execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'], { stdio: 'inherit' })

/** Into one flat folder: a chunk finds the workers, the catalogue and the package root at the same relative place wherever its code ended up. */
async function write({ input, format, extension, sourcemap = true }) {
  const bundle = await rolldown({
    input,
    platform: 'node',
    external,
    plugins: [lazyChildProcess, noJsonSchemaValidator, ...(format === 'cjs' ? [checksRunElsewhere] : [])],
    transform: { define: { __VERSION__: JSON.stringify(pkg.version) } },
  })
  const { output } = await bundle.write({
    dir: 'dist',
    format,
    sourcemap,
    minify: { mangle: false, compress: true, codegen: true },
    entryFileNames: `[name].${extension}`,
    chunkFileNames: `[name]-[hash].${extension}`,
  })
  await bundle.close()
  for (const { fileName } of output) if (fileName.endsWith('.map')) withoutSources(`dist/${fileName}`)
  return output.flatMap((chunk) => Object.keys(chunk.modules ?? {}))
}

/** A source map keeps places and no text: file and line of a stack are all that a report needs, and the text was a third of what is installed. */
function withoutSources(file) {
  const { sourcesContent: _, ...map } = JSON.parse(readFileSync(file, 'utf8'))
  writeFileSync(file, JSON.stringify(map))
}
