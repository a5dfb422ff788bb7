import { ResourceNotFoundError } from '@modelcontextprotocol/client'
import { encode } from 'gpt-tokenizer'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Connection, connect, type Era, type Wire } from './connect.ts'

const TASK = 'add a NOT NULL column to a table with 50 million rows'
const MIGRATION = 'CREATE TABLE orders (id bigint PRIMARY KEY);'

const cases: { wire: Wire; era: Era }[] = [
  { wire: 'stdio', era: 'legacy' },
  { wire: 'stdio', era: 'modern' },
  { wire: 'http', era: 'legacy' },
  { wire: 'http', era: 'modern' },
]

function textOf(result: unknown): string {
  const { content } = result as { content: { type: string; text: string }[] }
  return content.map(({ text }) => text).join('\n')
}

describe.each(cases)('over $wire, $era', ({ wire, era }) => {
  let server: Connection
  beforeAll(async () => {
    server = await connect(wire, era)
  })
  afterAll(() => server.close())

  it('lists four tools in 900 tokens, with no draft-07 schema', async () => {
    const { tools } = await server.client.listTools()
    expect(tools.map(({ name }) => name)).toEqual(['check_files', 'explain_rule', 'find_agent', 'get_agent'])
    const text = JSON.stringify(tools)
    expect(encode(text).length).toBeLessThanOrEqual(900)
    expect(text).not.toContain('draft-07')
    for (const tool of tools) {
      expect(tool.annotations).toMatchObject({ readOnlyHint: true, idempotentHint: true, openWorldHint: false })
    }
    expect(tools.find(({ name }) => name === 'get_agent')).not.toHaveProperty('outputSchema')
  })

  it('tells in its instructions whom it has, in 2 KB', () => {
    const instructions = server.client.getInstructions() ?? ''
    expect(instructions).toContain('migration-writer')
    expect(Buffer.byteLength(instructions)).toBeLessThanOrEqual(2048)
  })

  it('finds the agent for a task, the same in text and structure', async () => {
    const result = await server.client.callTool({ name: 'find_agent', arguments: { task: TASK } })
    const found = result.structuredContent as { fits: boolean; agents: { name: string }[] }
    expect(found.fits).toBe(true)
    expect(found.agents[0]?.name).toBe('migration-writer')
    expect(textOf(result)).toContain('migration-writer')
    const none = await server.client.callTool({
      name: 'find_agent',
      arguments: { task: 'book a table for two at eight' },
    })
    expect(none.structuredContent).toMatchObject({ fits: false })
    const all = await server.client.callTool({ name: 'find_agent', arguments: { task: '' } })
    expect((all.structuredContent as { agents: unknown[] }).agents.length).toBeGreaterThan(0)
  })

  it('gives an agent whole, as plain text that no client cuts', async () => {
    const result = await server.client.callTool({ name: 'get_agent', arguments: { name: 'migration-writer' } })
    expect(result.structuredContent).toBeUndefined()
    expect(textOf(result)).toContain('## Hand-offs')
    expect(JSON.stringify(textOf(result)).length).toBeLessThanOrEqual(8000)
    const part = { name: 'migration-writer', part: 'references/postgresql' }
    expect(textOf(await server.client.callTool({ name: 'get_agent', arguments: part }))).toContain('Read when')
  })

  it('says in one line what is wrong with a call', async () => {
    const unknown = await server.client.callTool({ name: 'get_agent', arguments: { name: 'migration-writr' } })
    expect(unknown.isError).toBe(true)
    expect(textOf(unknown)).toContain('did you mean "migration-writer"')
    const wrong = await server.client.callTool({ name: 'find_agent', arguments: { task: 7 } })
    expect(wrong.isError).toBe(true)
    expect(textOf(wrong)).not.toMatch(/\n\s+at /)
  })

  it('checks texts, and says what was not checked', async () => {
    const files = [
      { path: 'migrations/0001_orders.sql', text: MIGRATION },
      { path: 'migrations/0002_note.sql', text: 'ALTER TABLE orders ADD COLUMN note text NOT NULL;' },
      { path: 'migrations/0003_empty.sql', text: '' },
    ]
    const result = await server.client.callTool({ name: 'check_files', arguments: { files } })
    const { findings, notChecked } = result.structuredContent as {
      findings: { rule: string; basis: string }[]
      notChecked: { path: string }[]
    }
    expect(findings.map(({ rule }) => rule)).toContain('postgres-migration/required-column-without-default')
    expect(notChecked.map(({ path }) => path)).toContain('migrations/0003_empty.sql')
    expect(textOf(result)).toContain('postgres-migration/required-column-without-default')
  })

  it('runs nothing on a server: no argument and no settings file gives it the address of one', async () => {
    const address = 'postgres://maker:hunter2@127.0.0.1:1/postgres'
    const files = [{ path: 'migrations/0001_orders.sql', text: MIGRATION }]
    for (const name of ['databaseUrl', 'database_url', 'database-url', 'allowBusyServer']) {
      const result = await server.client.callTool({ name: 'check_files', arguments: { files, [name]: address } })
      expect({ name, isError: result.isError }).toEqual({ name, isError: true })
      expect(textOf(result)).toContain(name)
      expect(textOf(result)).not.toContain('hunter2')
    }
    const settings = {
      path: '.maifady/config.yaml',
      text: `checks: {postgres-migration: {databaseUrl: "${address}"}}\n`,
    }
    const result = await server.client.callTool({ name: 'check_files', arguments: { files: [...files, settings] } })
    expect(result.isError).toBe(true)
    expect(textOf(result)).toContain('databaseUrl')
    expect(textOf(result)).not.toContain('hunter2')
  })

  it('delivers every progress note before the result', async () => {
    const notes: number[] = []
    const files = Array.from({ length: 4 }, (_, index) => ({
      path: `migrations/000${index + 1}_t.sql`,
      text: `CREATE TABLE t${index} (id bigint PRIMARY KEY);`,
    }))
    const errors: unknown[] = []
    server.client.onerror = (error) => errors.push(error)
    await server.client.callTool(
      { name: 'check_files', arguments: { files } },
      { onprogress: ({ progress }) => void notes.push(progress) },
    )
    expect(errors).toEqual([])
    expect(notes.length).toBeGreaterThan(0)
    expect(notes).toEqual(notes.toSorted((one, other) => one - other))
  })

  it('explains a rule with examples', async () => {
    const rule = 'postgres-migration/set-not-null-scan'
    const result = await server.client.callTool({ name: 'explain_rule', arguments: { rule } })
    expect(result.structuredContent).toMatchObject({ rule: { id: rule } })
    expect(textOf(result)).toContain('SET NOT NULL')
  })

  it('has a prompt for each agent, with a task', async () => {
    const { prompts } = await server.client.listPrompts()
    expect(prompts.map(({ name }) => name)).toContain('migration-writer')
    // 37 of them have to fit into 1,200 tokens.
    expect(encode(JSON.stringify(prompts)).length / prompts.length).toBeLessThanOrEqual(1200 / 37)
    const { messages } = await server.client.getPrompt({ name: 'migration-writer', arguments: { task: TASK } })
    expect(JSON.stringify(messages)).toContain(TASK)
  })

  it('completes an optional argument of a prompt and the variables of a resource', async () => {
    const task = await server.client.complete({
      ref: { type: 'ref/prompt', name: 'migration-writer' },
      argument: { name: 'task', value: '' },
    })
    expect(task.completion.values.length).toBeGreaterThan(0)
    const name = await server.client.complete({
      ref: { type: 'ref/resource', uri: 'agent://{name}' },
      argument: { name: 'name', value: 'migr' },
    })
    expect(name.completion.values).toEqual(['migration-writer'])
  })

  it('serves agents, references and rules as resources', async () => {
    const { resources } = await server.client.listResources()
    expect(resources.map(({ uri }) => uri)).toContain('agent://migration-writer')
    const { resourceTemplates } = await server.client.listResourceTemplates()
    expect(resourceTemplates.map(({ uriTemplate }) => uriTemplate)).toEqual([
      'agent://{name}',
      'agent://{name}/references/{topic}',
      'rule://{check}/{rule}',
      'skill://{+path}',
    ])
    for (const uri of [
      'agent://migration-writer',
      'agent://migration-writer/references/mysql',
      'rule://postgres-migration/drop-column',
    ]) {
      const { contents } = await server.client.readResource({ uri })
      expect(contents[0]).toMatchObject({ uri, text: expect.stringContaining('#') as string })
    }
    await expect(server.client.readResource({ uri: 'agent://nobody' })).rejects.toBeInstanceOf(ResourceNotFoundError)
  })

  it('serves each agent as a skill', async () => {
    const { contents } = await server.client.readResource({ uri: 'skill://migration-writer/SKILL.md' })
    expect(contents[0]).toMatchObject({ text: expect.stringMatching(/^---\nname: migration-writer\n/) as string })
  })

  it('refuses what is outside', async () => {
    for (const path of ['../../etc', '/etc/passwd']) {
      const result = await server.client.callTool({ name: 'check_files', arguments: { paths: [path] } })
      expect(result.isError).toBe(true)
    }
  })
})
