import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { CompiledCatalog } from '../../src/catalog/built-in.ts'
import { compileCatalog } from '../../src/catalog/compile.ts'
import { agentFile, makeWorld, temporaryFolder, type Tree, writeTree } from './world.ts'

async function compile(agents: Tree): Promise<CompiledCatalog> {
  const root = temporaryFolder()
  mkdirSync(join(root, 'dist'))
  mkdirSync(join(root, 'agents'))
  writeTree(join(root, 'agents'), agents)
  await compileCatalog(join(root, 'agents'), join(root, 'dist'))
  return JSON.parse(readFileSync(join(root, 'dist/catalog.json'), 'utf8')) as CompiledCatalog
}

test('the compiled catalogue is the same wherever it is built, and its version follows the texts', async () => {
  const agents = { 'beta/AGENT.md': agentFile('beta'), 'alpha/AGENT.md': agentFile('alpha') }
  const first = await compile(agents)
  expect(first.agents.map(({ path }) => path)).toEqual(['agents/alpha/AGENT.md', 'agents/beta/AGENT.md'])
  expect(await compile(agents)).toEqual(first)
  const changed = await compile({ ...agents, 'beta/AGENT.md': `${agentFile('beta')}More.\n` })
  expect(changed.version).not.toBe(first.version)
})

test.each<[string, Tree, string]>([
  ['nothing there', {}, 'there is no agent'],
  ['a key is missing', { 'a/AGENT.md': '---\nname: a\ndescription: d\n---\nb' }, '"category" is missing'],
  ['a key is unknown', { 'a/AGENT.md': agentFile('a', { colour: 'red' }) }, '"colour" is not a known key'],
  ['a category is unknown', { 'a/AGENT.md': agentFile('a', { category: 'misc' }) }, 'use one of databases, delivery'],
  [
    'a hand-off leads nowhere',
    { 'a/AGENT.md': agentFile('a', { handoffs: '[{ to: nobody, when: ever }]' }) },
    '"nobody", which is neither in the catalogue nor planned',
  ],
  ['a hand-off leads back', { 'a/AGENT.md': agentFile('a', { handoffs: '[{ to: a, when: ever }]' }) }, 'to itself'],
  [
    'a near miss leads nowhere',
    { 'a/AGENT.md': agentFile('a'), 'a/routing.yaml': 'nearMisses: [{ request: r, to: nobody }]\n' },
    '"nobody"',
  ],
  [
    'two agents want an alias',
    {
      'a/AGENT.md': agentFile('a'),
      'a/routing.yaml': 'aliases: [x]\n',
      'b/AGENT.md': agentFile('b'),
      'b/routing.yaml': 'aliases: [x]\n',
    },
    'the alias "x" already belongs to a',
  ],
  ['a reference is empty', { 'a/AGENT.md': agentFile('a'), 'a/references/x.md': '' }, 'is empty'],
])('a broken catalogue does not build: %s', async (_, agents, message) => {
  await expect(compile(agents)).rejects.toThrow(message)
})

test('a hand-off to a planned agent builds and is served once that agent is there', async () => {
  const builtIn = { 'alpha/AGENT.md': agentFile('alpha', { handoffs: '[{ to: regex-explainer, when: patterns }]' }) }
  const without = await (await makeWorld({ builtIn })).open()
  expect(without.snapshot().get('alpha')?.handoffs).toEqual([])
  expect(without.snapshot().problems).toEqual([])
  const world = await makeWorld({ builtIn: { ...builtIn, 'regex-explainer/AGENT.md': agentFile('regex-explainer') } })
  expect((await world.open()).snapshot().get('alpha')?.handoffs).toEqual([{ to: 'regex-explainer', when: 'patterns' }])
})
