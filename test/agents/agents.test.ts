import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { globSync } from 'tinyglobby'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type * as Library from '../../src/index.ts'
import { readMarkdown } from '../../src/checks/agent-definition/markdown.ts'
import { type Block, sqlBlocks } from './sql-blocks.ts'

// What ships is what is tested: the built library, with the agents that were compiled into it.
const root = join(import.meta.dirname, '../..')
const library = (await import(join(root, 'dist/index.js'))) as typeof Library
// A home of its own: the empty database is made once and kept there.
const home = mkdtempSync(join(tmpdir(), 'maifady-agents-'))
const context = await library.openContext({ cwd: root, env: {}, home, platform: process.platform })
const agents = context.snapshot().agents.filter(({ layer }) => layer === 'built-in')

afterAll(async () => {
  await context.close()
  rmSync(home, { recursive: true, force: true })
})

it('finds agents at all', () => {
  expect(agents.length).toBeGreaterThan(0)
})

it('has nothing to say against our own agents', async () => {
  const report = await library.checkFiles(context, { paths: ['agents'], checks: ['agent-definition'] })
  expect(report.findings.map(({ path, start, rule, message }) => `${path}:${start.line} ${rule} ${message}`)).toEqual(
    [],
  )
  expect(report.notChecked).toEqual([])
  // A finding that somebody lives with is to be written down here, with its reason.
  expect(report.suppressed).toEqual([])
  const files = globSync('agents/*/{AGENT.md,facts.yaml,routing.yaml,references/*.md}', { cwd: root })
  expect(report.checked.map(({ path }) => path).sort()).toEqual(files.sort())
})

describe.each(agents.map((agent) => [agent.name, agent] as const))('%s', (name, agent) => {
  it('stays whole in every client', async () => {
    for (const part of [undefined, ...agent.references.map(({ topic }) => `references/${topic}`)]) {
      const { text } = await library.getAgent(context, part === undefined ? { name } : { name, part })
      expect(JSON.stringify(text).length, part ?? 'core').toBeLessThanOrEqual(8000)
    }
  })

  it('can be found: ten requests, five that belong to others', () => {
    expect(agent.routing.examples.length).toBeGreaterThanOrEqual(10)
    expect(agent.routing.nearMisses.length).toBeGreaterThanOrEqual(5)
  })

  it('shows an answer that fits the contract', async () => {
    const { text } = await library.getAgent(context, { name })
    const { fences, sections } = readMarkdown(text, 0)
    const output = sections.find(({ title }) => title === 'Output')
    const samples = fences.filter(
      ({ info, start }) => info[0] === 'json' && output !== undefined && start > output.start,
    )
    const schema = JSON.parse(readFileSync(join(root, 'schemas/agent-output.schema.json'), 'utf8')) as object
    const validate = new Ajv2020({ strict: true }).compile(schema)
    expect(samples).toHaveLength(1)
    validate(JSON.parse(samples[0]?.value ?? ''))
    expect(validate.errors).toBeNull()
  })
})

interface PostgresBlock extends Block {
  /** What the block shows of which rule. */
  shows?: { kind: 'good' | 'bad'; rule: string }
}

const blocks = agents.flatMap(({ name, checks }) =>
  sqlBlocks(root, [name], 'postgres').map((block): PostgresBlock => {
    const [kind, rule = ''] = block.words
    if (kind !== 'good' && kind !== 'bad') return block
    return { ...block, shows: { kind, rule: rule.includes('/') ? rule : `${checks[0]}/${rule}` } }
  }),
)

// Each block is the second migration of a project of its own, with the setup of its file as the first: rules look at the schema
// after the last file of a project, so blocks that share one would excuse each other.
describe('PostgreSQL blocks, executed', () => {
  const reports: Library.Report[] = []
  const pathOf = (block: PostgresBlock, file: string): string => `block-${blocks.indexOf(block)}/migrations/${file}`
  const [setupFile, blockFile] = ['0001_setup.sql', '0002_block.sql']
  // A query is judged as a query, on the schema that the migrations beside it make.
  const queryOf = (block: PostgresBlock): string => `block-${blocks.indexOf(block)}/queries/block.sql`
  const isQuery = ({ shows }: PostgresBlock): boolean => shows !== undefined && checkOf(shows.rule) === 'postgres-query'
  const notChecked = (path: string): unknown[] =>
    reports.flatMap((each) => each.notChecked).filter((each) => each.path === path)
  const checkOf = (rule: string): string => rule.split('/')[0] ?? ''
  const checks = [
    ...new Set([
      'postgres-migration',
      ...blocks.flatMap(({ shows }) => (shows === undefined ? [] : checkOf(shows.rule))),
    ]),
  ]
  // A database starts for each; on a busy machine that takes its time.
  const deadline = 1_200_000

  // One check at a time, on the blocks that it is for: each database that starts costs seconds.
  beforeAll(async () => {
    for (const check of checks) {
      const files = blocks
        .filter(({ shows }) => check === 'postgres-migration' || (shows !== undefined && checkOf(shows.rule) === check))
        .flatMap((block) => [
          { path: pathOf(block, setupFile), text: block.setup === '' ? 'SELECT 1;' : block.setup },
          check === 'postgres-query'
            ? { path: queryOf(block), text: block.text }
            : { path: pathOf(block, blockFile), text: block.text },
        ])
      if (files.length > 0) reports.push(await library.checkFiles(context, { files, checks: [check], deadline }))
    }
  }, deadline)

  it.each(blocks.map((block) => [`${block.file}:${block.line}`, block] as const))(
    '%s does what it says',
    (_, block) => {
      for (const path of [pathOf(block, setupFile), pathOf(block, blockFile)]) {
        const trace = reports.flatMap(({ traces }) => traces ?? []).find((each) => each.path === path)
        const outcomes = trace?.statements.map(({ outcome, error }) => error?.message ?? outcome) ?? ['no trace']
        expect([...new Set(outcomes)], path).toEqual(['executed'])
        expect(notChecked(path)).toEqual([])
      }
      const { shows } = block
      if (shows === undefined) return
      const shown = isQuery(block) ? queryOf(block) : pathOf(block, blockFile)
      expect(notChecked(shown)).toEqual([])
      const rules = reports
        .flatMap(({ findings }) => findings)
        .filter(({ path, rule }) => path === shown && checkOf(rule) === checkOf(shows.rule))
        .map(({ rule }) => rule)
      if (shows.kind === 'bad') expect(rules).toContain(shows.rule)
      if (shows.kind === 'good') expect(rules).toEqual([])
    },
  )
})
