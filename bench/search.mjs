// find over a catalogue far bigger than any real one: 10,000 made-up agents.
import { performance } from 'node:perf_hooks'
import { pathToFileURL } from 'node:url'
import { join } from 'node:path'
import { rolldown } from 'rolldown'
import { ROOT, temporaryFolder } from './environment.mjs'
import { median, percentile } from './timing.mjs'

const AGENTS = 10_000
const QUERIES = 400

/** The same numbers in every run (mulberry32). */
function randomNumbers(seed) {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

const SYLLABLES = 'ba ce di fo gu ka le mi no pu ra se ti vo xu za bri clo dra fle gru plo stra'.split(' ')
const COMMON =
  'add column table index query slow migration rename drop constraint lock deploy container image pipeline test coverage review security token schema api endpoint documentation refactor function regex performance memory cache queue'.split(
    ' ',
  )

function madeUpAgents(random) {
  const pick = (list) => list[Math.floor(random() * list.length)]
  const word = () => Array.from({ length: 2 + Math.floor(random() * 3) }, () => pick(SYLLABLES)).join('')
  const vocabulary = [...COMMON, ...Array.from({ length: 6000 }, word)]
  // Squared, so that some words are frequent and most are rare, as in a language.
  const someWord = () => vocabulary[Math.floor(random() ** 2 * vocabulary.length)]
  const sentence = (length) => Array.from({ length }, someWord).join(' ')
  const agents = Array.from({ length: AGENTS }, (_, number) => ({
    name: `${someWord()}-${number}`,
    title: sentence(3),
    description: sentence(35),
    category: 'code',
    tools: ['Read'],
    model: 'inherit',
    tier: 'lite',
    checks: [],
    handoffs: [],
    references: [],
    routing: {
      aliases: [someWord()],
      examples: Array.from({ length: 8 }, () => sentence(8)),
      nearMisses: [{ request: sentence(6), to: null }],
      keywords: { en: Array.from({ length: 8 }, someWord) },
    },
    layer: 'built-in',
    path: `/agents/${number}/AGENT.md`,
  })).sort((a, b) => (a.name < b.name ? -1 : 1))
  const queries = Array.from({ length: QUERIES }, () => sentence(4 + Math.floor(random() * 8)))
  return { agents, queries }
}

/** The search as it is in the source, built as the package is. */
async function loadSearch() {
  const folder = temporaryFolder()
  const bundle = await rolldown({ input: join(ROOT, 'src/search/search.ts'), platform: 'node', cwd: ROOT })
  await bundle.write({ dir: folder, format: 'esm', entryFileNames: 'search.mjs', codeSplitting: false })
  await bundle.close()
  return import(pathToFileURL(join(folder, 'search.mjs')).href)
}

export async function measure() {
  const { createIndex } = await loadSearch()
  const { agents, queries } = madeUpAgents(randomNumbers(7))
  const byName = new Map(agents.map((agent) => [agent.name, agent]))
  const snapshot = { agents, problems: [], version: 'bench', get: (name) => byName.get(name), read: async () => '' }
  const started = performance.now()
  const index = createIndex(snapshot)
  index.find({ task: 'warm up' })
  const building = performance.now() - started
  for (const task of queries.slice(0, 50)) index.find({ task })
  const times = queries.map((task) => {
    const start = performance.now()
    index.find({ task })
    return performance.now() - start
  })
  return [
    {
      figure: `find over ${AGENTS} made-up agents, p95`,
      value: percentile(times, 0.95),
      unit: 'ms',
      target: 5,
      detail: `median ${median(times).toFixed(2)} ms, index built in ${building.toFixed(0)} ms`,
    },
  ]
}
