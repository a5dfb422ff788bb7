// Prints every figure with its target. `--only <name>` takes one file of this folder, `--json` prints data, `--gate` exits 1 on a miss.
import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'

const GROUPS = ['start', 'search', 'http', 'surface', 'install', 'check']

const { values } = parseArgs({
  options: { only: { type: 'string', multiple: true }, json: { type: 'boolean' }, gate: { type: 'boolean' } },
})
const wanted = values.only ?? GROUPS
const unknown = wanted.find((name) => !GROUPS.includes(name))
if (unknown !== undefined) {
  console.error(`bench: there is no "${unknown}"; there are ${GROUPS.join(', ')}.`)
  process.exit(2)
}

const rows = []
for (const name of wanted) {
  if (!values.json) console.error(`measuring ${name} …`)
  const { measure } = await import(`./${name}.mjs`)
  for (const figure of await measure()) rows.push({ group: name, ...figure, state: stateOf(figure) })
}
if (values.json)
  console.log(JSON.stringify({ node: process.versions.node, cpus: availableParallelism(), figures: rows }, null, 2))
else print(rows)
process.exitCode = values.gate && rows.some((row) => row.state === 'MISS') ? 1 : 0

/** A figure that could not be taken is none that was reached. */
function stateOf({ value, target, atLeast }) {
  if (value === undefined) return 'MISS'
  if (target === undefined) return ''
  return (atLeast ? value >= target : value <= target) ? 'ok' : 'MISS'
}

function print(figures) {
  const lines = figures.map(({ figure, value, unit, target, atLeast, state, detail }) => [
    state,
    figure,
    value === undefined ? 'not measured' : `${round(value)} ${unit}`,
    target === undefined ? '' : `${atLeast ? '≥' : '≤'} ${target}`,
    detail ?? '',
  ])
  const table = [['', 'figure', 'value', 'target', ''], ...lines]
  const widths = table[0].map((_, column) => Math.max(...table.map((line) => line[column].length)))
  for (const line of table)
    console.log(
      line
        .map((cell, column) => cell.padEnd(widths[column]))
        .join('  ')
        .trimEnd(),
    )
}

function round(value) {
  if (Number.isInteger(value)) return String(value)
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2)
}
