import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { cli, temporaryFolder } from './spawn-cli.ts'

const TASK = 'add a NOT NULL column to a table with 50 million rows'

interface Row {
  name: string
  title: string
  category: string
  tier: string
  description: string
  score?: number
  reasons?: string[]
}

async function json<T>(...args: string[]): Promise<T> {
  const { code, stdout, stderr } = await cli([...args, '--format', 'json'])
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  return JSON.parse(stdout) as T
}

describe('list', () => {
  it('names every agent under its category, and the next command', async () => {
    const { code, stdout, stderr } = await cli(['list'])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toMatch(/^databases$/m)
    expect(stdout).toMatch(/^ {2}migration-writer +premium +\S/m)
    expect(stdout).toMatch(/maifady-mcp show \S+/)
  })

  it('gives { fits, agents } as data', async () => {
    const { fits, agents } = await json<{ fits: boolean; agents: Row[] }>('list')
    expect(fits).toBe(true)
    expect(agents.map((agent) => agent.name)).toEqual(agents.map((agent) => agent.name).toSorted())
    for (const agent of agents) {
      expect(Object.keys(agent).toSorted()).toEqual(['category', 'description', 'name', 'tier', 'title'])
    }
  })

  it('takes a category', async () => {
    const { agents } = await json<{ agents: Row[] }>('list', '--category', 'databases')
    expect(new Set(agents.map((agent) => agent.category))).toEqual(new Set(['databases']))
  })

  it('says on stderr that files were left out', async () => {
    const cwd = temporaryFolder()
    mkdirSync(join(cwd, '.maifady', 'agents', 'broken'), { recursive: true })
    writeFileSync(join(cwd, '.maifady', 'agents', 'broken', 'AGENT.md'), 'no front matter\n')
    const { code, stdout, stderr } = await cli(['list'], { cwd })
    expect(code).toBe(0)
    expect(stdout).toContain('migration-writer')
    expect(stderr).toMatch(/^maifady-mcp: .*doctor.*\n$/)
  })
})

describe('find', () => {
  it('shows the agent, why, and how to read it', async () => {
    const { code, stdout, stderr } = await cli(['find', TASK])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toMatch(/^migration-writer /)
    expect(stdout).toMatch(/^ {2}matched: .*million rows/m)
    expect(stdout).toMatch(/maifady-mcp show migration-writer\n$/)
  })

  it('needs no quotes', async () => {
    expect((await cli(['find', ...TASK.split(' ')])).stdout).toBe((await cli(['find', TASK])).stdout)
  })

  it('gives score and reasons as data', async () => {
    const { fits, agents } = await json<{ fits: boolean; agents: Row[] }>('find', TASK, '--limit', '1')
    expect(fits).toBe(true)
    expect(agents).toHaveLength(1)
    expect(agents[0]).toMatchObject({ name: 'migration-writer', score: expect.any(Number) as number })
    expect(agents[0]?.reasons?.join(' ')).toContain('million')
  })

  it('says when no agent fits, which is an answer and not a failure', async () => {
    const { code, stdout } = await cli(['find', 'bake a chocolate cake for twelve people'])
    expect(code).toBe(0)
    expect(stdout).toMatch(/^No agent fits this task\./)
    const { fits } = await json<{ fits: boolean }>('find', 'bake a chocolate cake for twelve people')
    expect(fits).toBe(false)
  })
})

describe('show', () => {
  it('prints the Markdown alone', async () => {
    const { code, stdout, stderr } = await cli(['show', 'migration-writer'])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).not.toMatch(/^---/)
    expect(stdout).toContain('postgres-migration/')
    expect(stdout).toMatch(/\n$/)
  })

  it('prints a part, and knows an agent by its alias', async () => {
    const { references } = await json<{ references: { topic: string }[] }>('show', 'migration-writer')
    const part = `references/${references[0]?.topic}`
    const { code, stdout } = await cli(['show', 'migration-writer', '--part', part])
    expect(code).toBe(0)
    expect(stdout.length).toBeGreaterThan(200)
    expect(await json<object>('show', 'migration-writer', '--part', part)).toMatchObject({
      name: 'migration-writer',
      layer: 'built-in',
      part,
      text: stdout,
    })
  })
})

describe('rules and explain', () => {
  it('lists the rules of one check or of all', async () => {
    const all = await json<{ rules: { id: string; sameAs: string[] }[] }>('rules')
    const some = await json<{ rules: { id: string }[] }>('rules', 'postgres-migration')
    expect(some.rules.length).toBeGreaterThan(10)
    expect(all.rules.length).toBeGreaterThan(some.rules.length)
    expect(some.rules.every((rule) => rule.id.startsWith('postgres-migration/'))).toBe(true)
    const { stdout } = await cli(['rules', 'postgres-migration'])
    for (const { id } of some.rules) expect(stdout).toContain(`${id} `)
  })

  it('explains a rule with a bad and a good example', async () => {
    const { code, stdout } = await cli(['explain', 'index-not-concurrent'])
    expect(code).toBe(0)
    expect(stdout).toMatch(/^postgres-migration\/index-not-concurrent /)
    for (const title of ['Why', 'Instead', 'Bad', 'Good']) expect(stdout).toMatch(new RegExp(`^${title}$`, 'm'))
    expect(stdout).toContain('CREATE INDEX')
  })
})

describe('engines and doctor', () => {
  it('lists what checks run on', async () => {
    const { engines } = await json<{ engines: { name: string; state: string; checks: string[] }[] }>('engines', 'list')
    expect(engines).toContainEqual(
      expect.objectContaining({ name: 'pglite', checks: ['postgres-migration', 'postgres-query', 'postgres-schema'] }),
    )
    expect((await cli(['engines', 'list'])).stdout).toMatch(/^pglite +\d/m)
  })

  it('says of an engine that is not in the data folder that there is nothing to remove', async () => {
    expect(await cli(['engines', 'remove', 'pglite'])).toMatchObject({ code: 0, stderr: '' })
  })

  it('finds nothing to mend here', async () => {
    const { code, stdout, stderr } = await cli(['doctor'])
    expect({ code, stderr }, stdout).toEqual({ code: 0, stderr: '' })
    expect(stdout).toContain(`Node ${process.versions.node}`)
    expect(stdout).toMatch(/^ok +catalogue: \d+ built-in/m)
  })

  it('names what is broken with the command that mends it, and exits 1', async () => {
    const cwd = temporaryFolder()
    mkdirSync(join(cwd, '.maifady', 'agents', 'broken'), { recursive: true })
    writeFileSync(join(cwd, '.maifady', 'agents', 'broken', 'AGENT.md'), 'no front matter\n')
    writeFileSync(join(cwd, '.maifady', 'config.yaml'), 'no-such-setting: [\n')
    const { code, stdout } = await cli(['doctor', '--format', 'json'], { cwd })
    const { lines } = JSON.parse(stdout) as { lines: { state: string; what: string; mend?: string }[] }
    const broken = lines.filter((line) => line.state === 'error')
    expect(code).toBe(1)
    expect(broken.map((line) => line.what).join('\n')).toContain(join('broken', 'AGENT.md'))
    expect(broken.map((line) => line.what).join('\n')).toContain('config.yaml')
    expect(broken.every((line) => line.mend !== undefined)).toBe(true)
    expect((await cli(['doctor'], { cwd })).stdout).toMatch(/^error +.*\n(.*\n)* +→ /m)
  })
})
