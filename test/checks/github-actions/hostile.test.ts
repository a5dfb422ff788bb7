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

const PATH = '.github/workflows/ci.yml'
const check = (text: string): Promise<Library.Report> =>
  library.checkFiles(context, { files: [{ path: PATH, text }], checks: ['github-actions'], deadline: 20_000 })

const good = readFileSync(`${import.meta.dirname}/ok-syntax/${PATH}`, 'utf8')

it.each([
  ['nothing', '', /invalid-workflow/],
  ['a list', '- on: push\n', /invalid-workflow/],
  ['a word', 'push', /invalid-workflow/],
  [
    'aliases that multiply',
    `a: &a [x, x, x, x]\n${'bcdefgh'
      .split('')
      .map(
        (name, at) => `${name}: &${name} [*${'abcdefg'[at]}, *${'abcdefg'[at]}, *${'abcdefg'[at]}, *${'abcdefg'[at]}]`,
      )
      .join('\n')}\n${good}`,
    /syntax/,
  ],
  ['an alias of itself', `x: &x\n  y: *x\n${good}`, /syntax|invalid-workflow/],
  ['brackets without end', '['.repeat(50_000), /syntax/],
  ['a megabyte', `# ${'x'.repeat(1_000_000)}\n${good}`, /syntax/],
  ['two documents', `${good}---\n${good}`, /syntax|invalid-workflow/],
  [
    'an expression of 20,000 brackets',
    good.replace('npm ci && npm test', `echo \${{ ${'('.repeat(20_000)} }}`),
    /invalid-workflow/,
  ],
  ['an expression that never ends', good.replace('npm ci && npm test', `echo \${{ 'a`), /invalid-workflow/],
  ['many openings', good.replace('npm ci && npm test', `echo ${"${{ 'a ".repeat(20_000)}`), /syntax|invalid-workflow/],
])('%s', async (_, text, rule) => {
  const report = await check(text)
  expect(report.notChecked).toEqual([])
  expect(report.findings.map((finding) => finding.rule).join(' ')).toMatch(rule)
})

it('a binary file is not checked', async () => {
  const { checked, notChecked } = await check(`${good}\0`)
  expect(checked).toEqual([])
  expect(notChecked[0]?.reason).toMatch(/NUL byte/)
})

it('two thousand jobs are read within the time', { timeout: 60_000 }, async () => {
  const [head = '', job = ''] = good.split('jobs:\n')
  const jobs = Array.from({ length: 1_000 }, (_, at) => job.replace('  test:', `  test${at}:`)).join('')
  const report = await check(`${head}jobs:\n${jobs}`)
  expect(report.checked.length + report.notChecked.length).toBe(1)
})
