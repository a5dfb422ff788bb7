import { renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import type { Snapshot } from '../../src/catalog/agent.ts'
import { findAgent } from '../../src/operations/find-agent.ts'
import { agentFile, makeWorld, names, writeTree, type World } from './world.ts'

/** A context that watches, and what it has told of. */
async function watched(world: World) {
  const told: Snapshot[] = []
  const context = await world.open({ onChange: (snapshot) => told.push(snapshot) })
  const becomes = (expected: string[]): Promise<void> =>
    vi.waitFor(() => expect(names(context)).toEqual(['alpha (built-in)', ...expected]), {
      timeout: 20_000,
      interval: 50,
    })
  return { context, told, becomes }
}

test('folders that do not exist at the start are noticed when they come, change and go', async () => {
  const world = await makeWorld({})
  const { context, told, becomes } = await watched(world)
  const before = context.snapshot()

  writeTree(world.project, { 'beta.md': agentFile('beta') })
  await becomes(['beta (project)'])
  expect(told.at(-1)).toBe(context.snapshot())
  expect(before.agents.map(({ name }) => name)).toEqual(['alpha'])
  expect((await findAgent(context, { task: 'there is beta work' })).agents[0]?.name).toBe('beta')

  writeTree(world.user, { 'gamma/AGENT.md': agentFile('gamma') })
  await becomes(['beta (project)', 'gamma (user)'])

  rmSync(join(world.cwd, '.maifady'), { recursive: true })
  await becomes(['gamma (user)'])

  writeTree(world.project, { 'delta.md': agentFile('delta') })
  await becomes(['delta (project)', 'gamma (user)'])
})

test('an editor that saves by renaming is noticed, and a broken state is a problem until it is mended', async () => {
  const world = await makeWorld({ user: { 'beta/AGENT.md': agentFile('beta') } })
  const { context, becomes } = await watched(world)
  const path = join(world.user, 'beta/AGENT.md')
  const save = (text: string): void => {
    writeFileSync(`${path}.tmp`, text)
    renameSync(`${path}.tmp`, path)
  }
  save('---\nname: beta\n')
  await becomes([])
  expect(context.snapshot().problems).toHaveLength(1)
  save(agentFile('beta', { title: 'Mended' }))
  await becomes(['beta (user)'])
  expect(context.snapshot().get('beta')?.title).toBe('Mended')
  expect(context.snapshot().problems).toEqual([])
})

test('permission to replace an agent takes effect when it is given', async () => {
  const world = await makeWorld({ project: { 'alpha.md': agentFile('alpha') } })
  const { context } = await watched(world)
  expect(context.snapshot().get('alpha')?.layer).toBe('built-in')
  writeTree(world.home, { '.config/maifady/config.yaml': 'allowProjectOverrides: [alpha]\n' })
  await vi.waitFor(() => expect(context.snapshot().get('alpha')?.layer).toBe('project'), {
    timeout: 20_000,
    interval: 50,
  })
})

test('what does not change the catalogue is not told of', async () => {
  const world = await makeWorld({ user: { 'beta.md': agentFile('beta') } })
  const { told, becomes } = await watched(world)
  writeTree(world.user, { 'notes.txt': 'x' })
  writeTree(world.cwd, { 'src/index.js': 'x' })
  writeTree(world.user, { 'gamma.md': agentFile('gamma') })
  await becomes(['beta (user)', 'gamma (user)'])
  expect(told).toHaveLength(1)
})

test('closing before watching began is no fault, nor is closing twice', async () => {
  const world = await makeWorld({})
  const { context } = await watched(world)
  await context.close()
  await context.close()
})
