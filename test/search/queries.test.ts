import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { parse } from 'yaml'
import type * as Library from '../../src/index.ts'

interface Request {
  for: string[]
  language: string
  request: string
}

const root = join(import.meta.dirname, '../..')
const library = (await import(join(root, 'dist/index.js'))) as typeof Library
const home = mkdtempSync(join(tmpdir(), 'maifady-search-'))
const context = await library.openContext({ cwd: home, env: {}, home, platform: process.platform })
const there = new Set(context.snapshot().agents.map(({ name }) => name))
const requests = parse(readFileSync(join(import.meta.dirname, 'queries.yaml'), 'utf8')) as Request[]

afterAll(async () => {
  await context.close()
  rmSync(home, { recursive: true, force: true })
})

const asked = requests.filter(({ for: names }) => names.some((name) => there.has(name)))
const foreign = requests.filter((each) => each.request !== '' && !asked.includes(each))
/** Ranking is never right about everything; what it is wrong about is printed, and more than this share is a regression. */
const TOLERATED = 0.12

async function wrongOf(among: readonly Request[], right: (request: Request) => Promise<boolean>): Promise<string[]> {
  const wrong: string[] = []
  for (const each of among) if (!(await right(each))) wrong.push(`${each.language}: ${each.request}`)
  return wrong
}

it('puts an agent that is for the request first', async () => {
  const wrong = await wrongOf(asked, async ({ request, for: names }) => {
    const { fits, agents } = await library.findAgent(context, { task: request })
    return fits && names.includes(agents[0]?.name ?? '')
  })
  expect(wrong.length / asked.length, wrong.join('\n')).toBeLessThanOrEqual(TOLERATED)
})

it('says that none fits when no agent is for the request, or none that is there yet', async () => {
  const wrong = await wrongOf(
    foreign,
    async ({ request }) => !(await library.findAgent(context, { task: request })).fits,
  )
  expect(wrong.length / foreign.length, wrong.join('\n')).toBeLessThanOrEqual(TOLERATED)
})

it('finds nothing for no words at all, and lists what there is', async () => {
  const { agents } = await library.findAgent(context, { task: '' })
  expect(agents.map(({ name }) => name).sort()).toEqual([...there].sort())
})
