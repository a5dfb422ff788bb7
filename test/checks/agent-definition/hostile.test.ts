import { afterAll, beforeAll, expect, it } from 'vitest'
import type * as Library from '../../../src/index.ts'

const library = (await import(new URL('../../../dist/index.js', import.meta.url).href)) as typeof Library

let context: Awaited<ReturnType<typeof library.openContext>>

beforeAll(async () => {
  context = await library.openContext({
    cwd: import.meta.dirname,
    env: {},
    home: undefined,
    platform: process.platform,
  })
})
afterAll(async () => {
  await context.close()
})

const PATH = '.claude/agents/notes.md'
const FRONT = '---\nname: notes\ndescription: Takes notes. Use when people meet.\n---\n'

const checkTexts = (files: { path: string; text: string }[]) =>
  library.checkFiles(context, { files, checks: ['agent-definition'], deadline: 60_000 })

const rulesOf = ({ findings }: Library.Report) => findings.map(({ rule }) => rule)

it('reads a byte order mark and Windows line ends, and gives the lines of the file', async () => {
  const text = `\uFEFF${FRONT}\nYou take notes.\n\nFollow best practices.\n`.replaceAll('\n', '\r\n')
  const { findings } = await checkTexts([{ path: PATH, text }])
  expect(findings.map(({ rule, start }) => [rule, start])).toEqual([
    ['agent-definition/tautology', { line: 8, column: 1 }],
  ])
})

it('calls aliases in front matter a finding and does not expand them', async () => {
  const bomb = Array.from({ length: 12 }, (_, level) =>
    level === 0 ? 'a0: &a0 [x, x, x, x, x, x, x, x]' : `a${level}: &a${level} [${`*a${level - 1}, `.repeat(8)}]`,
  )
  const report = await checkTexts([{ path: PATH, text: `---\n${bomb.join('\n')}\n---\n\nText.\n` }])
  expect(rulesOf(report)).toContain('agent-definition/front-matter')
})

it.each([
  ['brackets in front matter', `---\nname: ${'['.repeat(50_000)}\n---\n\nText.\n`],
  ['quotes in quotes', `${FRONT}\n${'>'.repeat(20_000)} deep\n`],
  [
    'lists in lists',
    `${FRONT}\n${Array.from({ length: 400 }, (_, depth) => `${' '.repeat(depth * 2)}- x`).join('\n')}\n`,
  ],
  ['open brackets', `${FRONT}\n${'['.repeat(60_000)}\n`],
  ['emphasis that never closes', `${FRONT}\n${'*a **b _c '.repeat(6000)}\n`],
  ['tables', `${FRONT}\n${'|a'.repeat(8000)}\n${'|-'.repeat(8000)}\n${'|b'.repeat(8000)}\n`],
  ['one long line of words', `${FRONT}\n${'never do always must '.repeat(10_000)}\n`],
  ['backticks', `${FRONT}\n${Array.from({ length: 600 }, (_, length) => '`'.repeat(length)).join(' ')}\n`],
  [
    'a shell line that almost matches',
    `${FRONT}\n\`\`\`sh\n${'curl a '.repeat(20_000)}\nrm -${'rf'.repeat(20_000)}\n\`\`\`\n`,
  ],
  ['a base64 that almost is', `${FRONT}\n${'ab1-'.repeat(50_000)}\n`],
  [
    'blank lines and spaces',
    `${FRONT}\n# a${' '.repeat(50_000)}b\n\n|a|\n|-|\n|${' '.repeat(50_000)}b|\n${'\n'.repeat(50_000)}`,
  ],
  ['half a surrogate pair', `${FRONT}\nAn \uD83D alone.\n`],
])('ends with an answer on %s', async (_, text) => {
  const report = await checkTexts([{ path: PATH, text }])
  const answered = [...report.checked, ...report.notChecked].map(({ path }) => path)
  expect(answered).toContain(PATH)
})

it('does not read a file that no model would', async () => {
  const { notChecked, findings } = await checkTexts([{ path: PATH, text: FRONT + 'word '.repeat(60_000) }])
  expect(findings).toEqual([])
  expect(notChecked).toMatchObject([
    { path: PATH, check: 'agent-definition', reason: expect.stringContaining('characters') },
  ])
})

it('looks at 300 agents of one folder', async () => {
  const files = Array.from({ length: 300 }, (_, index) => ({
    path: `.claude/agents/notes-${index}.md`,
    text: `---\nname: notes-${index}\ndescription: Takes notes of room ${index} and floor ${index * 7}. Use when team ${index} meets.\n---\n\nYou take notes.\n`,
  }))
  const report = await checkTexts(files)
  expect(report.checked).toHaveLength(300)
  expect(report.notChecked).toEqual([])
})
