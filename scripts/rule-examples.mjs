// Reads the bad and good example of each rule from the folders that the tests run: test/checks/<check>/<bad|ok>-<rule>[--<what>]/
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** An example is to be read at a glance; longer ones are for the tests alone. */
const LARGEST = 6000

/** `{ '<check>/<rule>': { bad: { files, messages }, ok: { files } } }`, sorted; of several folders the first by name, which has no `--<what>`. */
export function ruleExamples(folder) {
  const examples = {}
  for (const check of foldersIn(folder)) {
    for (const name of foldersIn(join(folder, check))) {
      const [, kind, rule] = /^(bad|ok)-(.+?)(?:--.*)?$/.exec(name) ?? []
      if (kind === undefined) continue
      const id = `${check}/${rule}`
      const example = readExample(join(folder, check, name), id)
      if (example !== undefined) examples[id] = { [kind]: example, ...examples[id] }
    }
  }
  return Object.fromEntries(Object.entries(examples).sort(([one], [other]) => (one < other ? -1 : 1)))
}

function readExample(folder, id) {
  const files = filesIn(folder).map((path) => ({ path, text: readFileSync(join(folder, path), 'utf8') }))
  if (files.reduce((sum, { text }) => sum + text.length, 0) > LARGEST) return undefined
  const expected = join(folder, 'expected.json')
  const findings = existsSync(expected) ? JSON.parse(readFileSync(expected, 'utf8')).findings : []
  return { files, messages: [...new Set(findings.filter(({ rule }) => rule === id).map(({ message }) => message))] }
}

function filesIn(folder, inside = '') {
  return readdirSync(join(folder, inside))
    .sort()
    .map((name) => (inside === '' ? name : `${inside}/${name}`))
    .flatMap((path) => (statSync(join(folder, path)).isDirectory() ? filesIn(folder, path) : [path]))
    .filter((path) => path !== 'expected.json')
}

function foldersIn(folder) {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort()
}
