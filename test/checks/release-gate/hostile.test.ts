import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type * as Library from '../../../src/index.ts'

const library = (await import(new URL('../../../dist/index.js', import.meta.url).href)) as typeof Library

let context: Awaited<ReturnType<typeof library.openContext>>

beforeAll(async () => {
  const { env, platform } = process
  context = await library.openContext({ cwd: import.meta.dirname, env: {}, home: env['HOME'], platform })
})
afterAll(async () => {
  await context.close()
})

const check = (text: string): Promise<Library.Report> =>
  library.checkFiles(context, { files: [{ path: 'release-gates.yaml', text }], checks: ['release-gate'] })

const good = readFileSync(`${import.meta.dirname}/ok-syntax/release-gates.yaml`, 'utf8')

it.each([
  ['nothing', '', /release-gate\/invalid-gate-file/],
  ['a list', '- version: 1\n', /release-gate\/invalid-gate-file/],
  ['a text', 'all is well', /release-gate\/invalid-gate-file/],
  ['aliases that multiply', 'a: &a [x, x]\nb: &b [*a, *a]\ngates: [*b, *b]\n', /release-gate\/syntax/],
  ['brackets without end', '['.repeat(50_000), /release-gate\/syntax/],
  ['a key that is there twice', `${good}\nversion: 1\n`, /release-gate\/syntax/],
  ['a megabyte', `# ${'x'.repeat(1_000_000)}\n${good}`, /release-gate\/syntax/],
  ['SQL without end', good.replace('select count(*)', `select ${'('.repeat(30_000)}`), /release-gate\/sql-syntax/],
  ['SQL of nothing', good.replace(/sql: .*/, 'sql: "-- later"'), /release-gate\/sql-syntax/],
])('%s', async (_, text, rule) => {
  const { findings } = await check(text)
  expect(findings.map((finding) => finding.rule).join(' ')).toMatch(rule)
})

it('SQL for which there is no parser is not checked, and not passed', async () => {
  const { checked, notChecked } = await check(good.replace('dialect: postgres', 'dialect: sqlite'))
  expect(checked).toEqual([])
  expect(notChecked[0]?.reason).toMatch(/"invalid-indexes" was not parsed/)
})

it('takes no file for one of gates because its name has the word in it', async () => {
  const { checked, notChecked, findings } = await library.checkFiles(context, {
    files: [
      { path: 'k8s/api-gateway.yaml', text: 'kind: Gateway\n' },
      { path: 'deploy/orders.gates.yaml', text: good },
    ],
    checks: ['release-gate'],
  })
  expect(findings).toEqual([])
  expect(checked.map(({ path }) => path)).toEqual(['deploy/orders.gates.yaml'])
  expect(notChecked.map(({ path }) => path)).toEqual(['k8s/api-gateway.yaml'])
})

it('a parameter of a gate that has another type says which', async () => {
  const { findings } = await check(good.replace('sharePercent: 5', 'sharePercent: "5 %"'))
  expect(findings.map(({ message }) => message)).toEqual([
    '"sharePercent" is not right: expected number, received string.',
  ])
})

/** Computed with the quantiles of another program (Python's statistics.NormalDist): 304.99 and 539.93. */
it.each([
  [50, 10, 305],
  [10, 5, 540],
])('from %s percent by %s points: %s on each side', async (baseline, worsening, size) => {
  const text = good
    .replace('baselinePercent: 0.4', `baselinePercent: ${baseline}`)
    .replace('worseningPercent: 0.2', `worseningPercent: ${worsening}`)
  const asked = async (given: number): Promise<string[]> =>
    (await check(text.replace('size: 16000', `size: ${given}`))).findings.map(({ rule }) => rule)
  expect(await asked(size)).toEqual([])
  expect(await asked(size - 1)).toEqual(['release-gate/sample-too-small'])
})
