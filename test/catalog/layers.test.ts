import { mkdirSync, renameSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { getAgent } from '../../src/operations/get-agent.ts'
import { findAgent } from '../../src/operations/find-agent.ts'
import { agentFile, complaints, makeWorld, names, temporaryFolder, writeTree } from './world.ts'

test('agents of all layers are served, sorted by name, each with its layer', async () => {
  const world = await makeWorld({
    builtIn: { 'beta/AGENT.md': agentFile('beta'), 'alpha/AGENT.md': agentFile('alpha') },
    user: { 'gamma/AGENT.md': agentFile('gamma') },
    project: { 'aardvark.md': agentFile('aardvark') },
  })
  const context = await world.open()
  expect(names(context)).toEqual(['aardvark (project)', 'alpha (built-in)', 'beta (built-in)', 'gamma (user)'])
  expect(complaints(context)).toEqual([])
})

test('a user’s agent needs a name and a description only; the rest has defaults', async () => {
  const world = await makeWorld({
    user: { 'my-helper.md': '---\nname: my-helper\ndescription: Helps me.\ncolor: blue\n---\nHelp.\n' },
  })
  const context = await world.open()
  expect(context.snapshot().get('my-helper')).toMatchObject({
    title: 'My Helper',
    category: 'custom',
    model: 'inherit',
    tier: 'premium',
    tools: ['Read', 'Write', 'Edit', 'Glob', 'Grep', 'Bash', 'WebFetch', 'WebSearch'],
    checks: [],
    layer: 'user',
  })
  expect((await getAgent(context, { name: 'my-helper' })).text).toBe('Help.\n')
})

test('a comma-separated list of tools is read as other programs write it', async () => {
  const world = await makeWorld({ user: { 'x.md': agentFile('x', { tools: 'Read, Grep' }) } })
  expect((await world.open()).snapshot().get('x')?.tools).toEqual(['Read', 'Grep'])
})

test('a user’s agent replaces a built-in one, in text and in search', async () => {
  const world = await makeWorld({
    builtIn: {
      'alpha/AGENT.md': agentFile('alpha', { description: 'Polishes silver teapots. Use when teapots are dull.' }),
    },
    user: { 'alpha.md': agentFile('alpha', { description: 'Tunes grand pianos. Use when pianos sound wrong.' }) },
  })
  const context = await world.open()
  expect(names(context)).toEqual(['alpha (user)'])
  const found = await findAgent(context, { task: 'tune the grand pianos' })
  expect(found.agents.map(({ name }) => name)).toEqual(['alpha'])
  expect((await findAgent(context, { task: 'polish silver teapots' })).agents).toEqual([])
})

test.each([
  ['nothing', {}, {}, false],
  ['the environment names it', { MAIFADY_ALLOW_PROJECT_OVERRIDES: 'other, alpha' }, {}, true],
  ['the environment names another', { MAIFADY_ALLOW_PROJECT_OVERRIDES: 'other' }, {}, false],
  ['the environment allows all', { MAIFADY_ALLOW_PROJECT_OVERRIDES: 'true' }, {}, true],
  ['the settings name it', {}, { '.config/maifady/config.yaml': 'allowProjectOverrides: [alpha]\n' }, true],
  ['the settings allow all', {}, { '.config/maifady/config.yaml': 'allowProjectOverrides: true\n' }, true],
  ['the settings forbid it', {}, { '.config/maifady/config.yaml': 'allowProjectOverrides: false\n' }, false],
  ['the settings are broken', {}, { '.config/maifady/config.yaml': 'allowProjectOverrides: {\n' }, false],
  ['the settings are of a wrong type', {}, { '.config/maifady/config.yaml': 'allowProjectOverrides: 7\n' }, false],
])('a project replaces a built-in agent only when the user allows it: %s', async (_, env, home, allowed) => {
  const world = await makeWorld({ project: { 'alpha.md': agentFile('alpha') }, home })
  const context = await world.open({ env })
  expect(names(context)).toEqual([allowed ? 'alpha (project)' : 'alpha (built-in)'])
  expect(complaints(context).some((complaint) => complaint.includes('MAIFADY_ALLOW_PROJECT_OVERRIDES=alpha'))).toBe(
    !allowed,
  )
})

test('a project does not take an alias of a built-in agent as its name either', async () => {
  const world = await makeWorld({
    builtIn: { 'alpha/AGENT.md': agentFile('alpha'), 'alpha/routing.yaml': 'aliases: [al]\n' },
    project: { 'al.md': agentFile('al') },
  })
  const context = await world.open()
  expect(context.snapshot().get('al')).toMatchObject({ name: 'alpha', layer: 'built-in' })
  expect(complaints(context)).toEqual([
    'agents/al.md: "al" would replace an alias of alpha; rename it, or to allow it set MAIFADY_ALLOW_PROJECT_OVERRIDES=al, or allowProjectOverrides: [al] in your config.yaml',
  ])
})

test('names and aliases are found whatever their case', async () => {
  const world = await makeWorld({
    builtIn: { 'alpha/AGENT.md': agentFile('alpha'), 'alpha/routing.yaml': 'aliases: [first-letter]\n' },
  })
  const snapshot = (await world.open()).snapshot()
  expect([' Alpha ', 'FIRST-LETTER'].map((name) => snapshot.get(name)?.name)).toEqual(['alpha', 'alpha'])
  expect(snapshot.get('constructor')).toBeUndefined()
})

test('an alias never shadows a name or another alias', async () => {
  const world = await makeWorld({
    builtIn: { 'alpha/AGENT.md': agentFile('alpha'), 'alpha/routing.yaml': 'aliases: [a]\n' },
    user: { 'beta/AGENT.md': agentFile('beta'), 'beta/routing.yaml': 'aliases: [alpha, a, bee]\n' },
  })
  const context = await world.open()
  expect(['alpha', 'a', 'bee'].map((name) => context.snapshot().get(name)?.name)).toEqual(['alpha', 'alpha', 'beta'])
  expect(context.snapshot().get('beta')?.routing.aliases).toEqual(['bee'])
  expect(complaints(context)).toEqual([
    'beta/AGENT.md: the alias "alpha" already belongs to alpha; choose another',
    'beta/AGENT.md: the alias "a" already belongs to alpha; choose another',
  ])
})

test('a hand-off goes to an agent that is there, by its name; others are problems', async () => {
  const world = await makeWorld({
    builtIn: { 'alpha/AGENT.md': agentFile('alpha'), 'alpha/routing.yaml': 'aliases: [al]\n' },
    user: { 'beta.md': agentFile('beta', { handoffs: '[{ to: al, when: letters }, { to: nobody, when: ever }]' }) },
  })
  const context = await world.open()
  expect(context.snapshot().get('beta')?.handoffs).toEqual([{ to: 'alpha', when: 'letters' }])
  expect(complaints(context)).toEqual([
    'agents/beta.md: it hands off to "nobody", which does not exist; name an agent of the catalogue',
  ])
})

test('references are listed with title and condition, and only listed ones are read', async () => {
  const world = await makeWorld({
    user: {
      'beta/AGENT.md': agentFile('beta'),
      'beta/references/mysql.md': '# MySQL notes\n\nRead when the engine is MySQL 8.4 or later. Not for MariaDB.\n',
      'beta/references/Bad Name.md': '# no\n',
      'beta/secret.md': 'secret',
    },
  })
  const context = await world.open()
  const beta = context.snapshot().get('beta')
  expect(beta?.references).toEqual([
    { topic: 'mysql', title: 'MySQL notes', readWhen: 'the engine is MySQL 8.4 or later.' },
  ])
  expect((await getAgent(context, { name: 'beta', part: 'references/mysql' })).text).toContain('MySQL notes')
  for (const part of ['references/../secret', 'secret', '../AGENT', 'references/other', 'references/']) {
    await expect(getAgent(context, { name: 'beta', part })).rejects.toThrow('it has references/mysql')
  }
  expect(complaints(context)).toEqual([
    'references/Bad Name.md: the name of a reference may hold only a-z, 0-9, dots, hyphens and underscores; rename it',
  ])
})

test('texts of a user’s agent are those of the moment of loading', async () => {
  const world = await makeWorld({ user: { 'beta.md': agentFile('beta') } })
  const context = await world.open()
  renameSync(join(world.user, 'beta.md'), join(world.home, 'gone'))
  expect((await getAgent(context, { name: 'beta' })).text).toContain('Do the work.')
})

test('the version changes with the content and with nothing else', async () => {
  const world = await makeWorld({ user: { 'beta.md': agentFile('beta') } })
  const version = async (): Promise<string> => (await world.open()).snapshot().version
  const first = await version()
  expect(await version()).toBe(first)
  writeTree(world.user, { 'beta.md': `${agentFile('beta')}One more line.\n` })
  expect(await version()).not.toBe(first)
})

test.each([
  ['no home', { home: undefined }, []],
  ['a relative home', { home: '.' }, []],
  ['XDG_CONFIG_HOME', { home: undefined, xdg: true }, ['beta (user)']],
  ['a relative XDG_CONFIG_HOME', { home: undefined, env: { XDG_CONFIG_HOME: '.config' } }, []],
  ['macOS', { platform: 'darwin' as const }, ['beta (user)']],
])('where the user’s agents are: %s', async (_, { xdg, ...options }: Record<string, unknown>, expected) => {
  const world = await makeWorld({ user: { 'beta.md': agentFile('beta') } })
  const context = await world.open({
    ...options,
    ...(xdg === true && { env: { XDG_CONFIG_HOME: join(world.home, '.config') } }),
  })
  expect(names(context)).toEqual(['alpha (built-in)', ...expected])
})

test('a link out of the project layer is refused, one that stays inside is followed', async () => {
  const outside = temporaryFolder()
  writeTree(outside, { 'stolen.md': agentFile('stolen'), 'theft/AGENT.md': agentFile('theft') })
  const world = await makeWorld({
    project: { 'inside/AGENT.md': agentFile('inside'), 'shared/AGENT.md': agentFile('shared') },
  })
  symlinkSync(join(outside, 'stolen.md'), join(world.project, 'stolen.md'))
  symlinkSync(join(outside, 'theft'), join(world.project, 'theft'))
  symlinkSync(outside, join(world.project, 'inside/references'))
  symlinkSync('../shared/AGENT.md', join(world.project, 'inside/routing.yaml'))
  symlinkSync('loop', join(world.project, 'loop'))
  symlinkSync('missing', join(world.project, 'dangling.md'))
  const context = await world.open()
  expect(names(context)).toEqual(['alpha (built-in)', 'inside (project)', 'shared (project)'])
  expect(complaints(context)).toEqual([
    'agents/dangling.md: is a link to something that does not exist; remove it',
    'inside/references: is a link that leaves the layer; put the file itself there',
    expect.stringMatching(/^inside\/routing\.yaml: line \d+: /),
    'agents/loop: is a link that leads to itself; remove it',
    'agents/stolen.md: is a link that leaves the layer; put the file itself there',
    'agents/theft: is a link that leaves the layer; put the file itself there',
  ])
})

test('a project layer that is itself a link out of the project is refused', async () => {
  const outside = temporaryFolder()
  writeTree(outside, { 'agents/stolen.md': agentFile('stolen') })
  const world = await makeWorld({})
  symlinkSync(outside, join(world.cwd, '.maifady'))
  const context = await world.open()
  expect(names(context)).toEqual(['alpha (built-in)'])
  expect(complaints(context)).toEqual([
    '.maifady/agents: is a link that leaves the project; put the folder itself there',
  ])
})

test('a user may keep agents elsewhere and link them', async () => {
  const elsewhere = temporaryFolder()
  writeTree(elsewhere, { 'beta/AGENT.md': agentFile('beta') })
  const world = await makeWorld({})
  mkdirSync(world.user, { recursive: true })
  symlinkSync(join(elsewhere, 'beta'), join(world.user, 'beta'))
  expect(names(await world.open())).toEqual(['alpha (built-in)', 'beta (user)'])
})
