// Writes down every file that the process loads: ES modules by a hook, CommonJS ones from the cache at the end.
const { appendFileSync } = require('node:fs')
const { register } = require('node:module')
const { isMainThread } = require('node:worker_threads')
const { pathToFileURL } = require('node:url')

if (isMainThread) {
  register('./hooks.mjs', pathToFileURL(__filename))
  process.on('exit', () =>
    appendFileSync(process.env.MAIFADY_TEST_LOADED, `${Object.keys(require.cache).join('\n')}\n`),
  )
}
