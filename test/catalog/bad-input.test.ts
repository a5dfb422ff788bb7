import { execFileSync } from 'node:child_process'
import { chmodSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { getAgent } from '../../src/operations/get-agent.ts'
import { agentFile, complaints, makeWorld, names, type Tree } from './world.ts'

const good = agentFile('good')

// Each file is called x.md, unless the case says otherwise; beside it lies a good one, which is served all the same.
const BROKEN: [what: string, content: string | Uint8Array, complaint: string | RegExp][] = [
  ['empty', '', 'is empty; write the agent or remove the file'],
  ['no front matter', '# x\n', 'line 1: it has no front matter; begin with "---", name, description, "---"'],
  ['front matter that never ends', '---\nname: x\n', /no front matter/],
  ['NUL', '---\nname: x\0\n---\nbody', 'has a NUL byte at offset 11, so it is no text; save it as UTF-8 text'],
  ['binary', Uint8Array.from({ length: 4000 }, (_, index) => (index * 7) % 256), /NUL byte|UTF/],
  [
    'invalid UTF-8',
    Buffer.from([...Buffer.from('---\nname: x\n---\n'), 0xc3, 0x28]),
    'is not valid UTF-8; save it as UTF-8',
  ],
  ['UTF-16', Buffer.from(`\ufeff${good}`, 'utf16le'), 'is UTF-16; save it as UTF-8'],
  ['10 MB', `---\nname: x\n---\n${'a'.repeat(10_000_000)}`, 'is larger than 256 KB; shorten it'],
  [
    'no text',
    '---\nname: x\ndescription: d\n---\n\n',
    "line 5: there is no text after the front matter; write the agent's instructions",
  ],
  ['no name', '---\ndescription: d\n---\nbody', 'line 2: "name" is missing; add it'],
  [
    'another name',
    '---\nname: y\ndescription: d\n---\nb',
    '"name" is "y" but the folder or file is called "x"; make them equal',
  ],
  ['a name that is no name', '---\ndescription: d\nname: ../x\n---\nb', /^line 3: "name" may hold only a-z, 0-9/],
  [
    'an unknown tool',
    '---\nname: x\ndescription: d\ntools:\n  - Read\n  - Reed\n---\nb',
    'line 6: "tools.1" is "Reed"; use one of Read, Write, Edit, Glob, Grep, Bash, WebFetch, WebSearch',
  ],
  [
    'a number for a title',
    '---\nname: x\ndescription: d\ntitle: 7\n---\nb',
    'line 4: "title" must be text; put it in quotes',
  ],
  [
    'a description that is too long',
    `---\nname: x\ndescription: ${'d'.repeat(1025)}\n---\nb`,
    'line 3: "description" has more than 1024 characters; shorten it',
  ],
  [
    'hidden characters',
    '---\nname: x\ndescription: a\u202eb\n---\nb',
    'line 3: "description" has control or hidden characters; remove them',
  ],
  ['a list for front matter', '---\n- name: x\n---\nb', 'line 2: it must be `key: value` lines'],
  ['a key twice', '---\nname: x\ndescription: d\nname: x\n---\nb', /^line 4: .*unique/],
  ['broken YAML', '---\nname: x\ndescription: [a\n---\nb', /^line \d+: /],
  ['an alias', '---\nname: &n x\ndescription: *n\n---\nb', /aliases \(\*name\) are not allowed/],
  ['a YAML bomb', bomb(), /aliases \(\*name\) are not allowed/],
  ['sixteen thousand brackets', `---\na: ${'['.repeat(16_000)}\n---\nb`, /^line 2: nested deeper than/],
  ['brackets over many lines', `---\na:\n${' [\n'.repeat(16_000)}\n---\nb`, /^line \d+: nested deeper than/],
  ['dashes in a row', `---\n${'- '.repeat(16_000)}a\n---\nb`, /^line 2: nested deeper than/],
  ['question marks in a row', `---\n${'? '.repeat(16_000)}a\n---\nb`, /^line 2: nested deeper than/],
  [
    'indented without end',
    `---\n${Array.from({ length: 300 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')}\n---\nb`,
    /nested deeper than/,
  ],
  [
    'much YAML',
    `---\nname: x\ndescription: d\nnote: ${'a'.repeat(70_000)}\n---\nb`,
    /its YAML has more than 65536 characters/,
  ],
  ['a tag', '---\nname: !!js/function "function(){}"\ndescription: d\n---\nb', /^line \d+: /],
]

function bomb(): string {
  const levels = Array.from({ length: 9 }, (_, level) => `l${level + 1}: &l${level + 1} [${`*l${level},`.repeat(9)}]`)
  return `---\nl0: &l0 ["lol"]\n${levels.join('\n')}\nname: x\ndescription: d\n---\nb`
}

test.each(BROKEN)('a broken file is a problem, the rest is served: %s', async (_, content, complaint) => {
  const world = await makeWorld({ project: { 'x.md': content, 'good.md': good } })
  const context = await world.open()
  expect(names(context)).toEqual(['alpha (built-in)', 'good (project)'])
  const [only, ...more] = complaints(context).map((text) => text.replace(/^agents\/x\.md: /, ''))
  expect(more).toEqual([])
  expect(only).not.toContain('\n')
  if (typeof complaint === 'string') expect(only).toBe(complaint)
  else expect(only).toMatch(complaint)
})

test('a byte order mark and CRLF are no fault, and are gone from what is served', async () => {
  const world = await makeWorld({ user: { 'good.md': `\ufeff${good.replaceAll('\n', '\r\n')}` } })
  const context = await world.open()
  expect(complaints(context)).toEqual([])
  expect((await getAgent(context, { name: 'good' })).text).toBe('# good\n\nDo the work.\n')
})

const ROUTING: [what: string, yaml: string, complaint: RegExp][] = [
  ['an unknown key', 'aliases: []\nalias: [a]\n', /^line 2: "alias" is not a known key; remove it$/],
  [
    'a request cut by a comma',
    'nearMisses:\n  - { request: a, b, to: null }\n',
    /^line 2: "nearMisses.0.b" is not a known key/,
  ],
  ['an unknown language', 'keywords:\n  en: [a]\n  de: [b]\n', /^line 3: "keywords.de" is not a known key; remove it$/],
  [
    'too many examples',
    `examples: [${'a,'.repeat(201)}]\n`,
    /^line 1: "examples" has more than 200 entries; drop some$/,
  ],
  ['text for a list', 'aliases: a\n', /^line 1: "aliases" must be a list$/],
]

test.each(ROUTING)('an agent with a broken routing.yaml is served without it: %s', async (_, yaml, complaint) => {
  const world = await makeWorld({ user: { 'good/AGENT.md': good, 'good/routing.yaml': yaml } })
  const context = await world.open()
  expect(names(context)).toContain('good (user)')
  expect(complaints(context)).toHaveLength(1)
  expect(complaints(context)[0]?.replace('good/routing.yaml: ', '')).toMatch(complaint)
})

test('an empty routing.yaml is one without entries', async () => {
  const world = await makeWorld({ user: { 'good/AGENT.md': good, 'good/routing.yaml': '# later\n' } })
  expect(complaints(await world.open())).toEqual([])
})

test('folders and files that are no agents are problems or passed over', async () => {
  const world = await makeWorld({
    project: {
      'empty/notes.txt': 'x',
      'README.md': '# read me',
      'notes.txt': 'x',
      '.git/config': 'x',
      'x.md': agentFile('x'),
      'x/AGENT.md': agentFile('x'),
    },
  })
  const context = await world.open()
  expect(names(context)).toEqual(['alpha (built-in)', 'x (project)'])
  expect(complaints(context)).toEqual([
    'agents/empty: the folder has no AGENT.md; add it or remove the folder',
    'agents/x.md: "x" is there as a folder and as a file; keep one',
  ])
})

test('a file where the folder of agents should be is a problem', async () => {
  const world = await makeWorld({ home: { '.config/maifady/agents': 'a file' } })
  const context = await world.open()
  expect(complaints(context)).toEqual(['maifady/agents: is not a folder; remove it'])
})

test('folders that lead into each other end', async () => {
  const world = await makeWorld({ project: { 'x/AGENT.md': agentFile('x'), 'x/references/a.md': '# A\n' } })
  symlinkSync('..', join(world.project, 'x/references/up'))
  symlinkSync('.', join(world.project, 'again'))
  const context = await world.open()
  expect(names(context)).toEqual(['alpha (built-in)', 'x (project)'])
  expect(complaints(context)).toEqual(['agents/again: the folder has no AGENT.md; add it or remove the folder'])
})

test.skipIf(process.platform === 'win32')('a pipe is not waited for', async () => {
  const world = await makeWorld({ project: { 'x/AGENT.md': agentFile('x') } })
  execFileSync('mkfifo', [join(world.project, 'pipe.md'), join(world.project, 'x/routing.yaml')])
  const context = await world.open()
  expect(names(context)).toEqual(['alpha (built-in)', 'x (project)'])
  expect(complaints(context)).toEqual([
    'agents/pipe.md: is neither a file nor a folder; remove it',
    'x/routing.yaml: is not a file; remove it',
  ])
})

test.skipIf(process.platform === 'win32')('an unreadable folder is a problem', async () => {
  const world = await makeWorld({ project: { 'x/AGENT.md': agentFile('x'), 'y.md': agentFile('y') } })
  chmodSync(join(world.project, 'x'), 0o000)
  // Root may read everything, so it steps down meanwhile.
  const isRoot = process.geteuid?.() === 0
  if (isRoot) process.seteuid?.(65_534)
  try {
    const context = await world.open()
    expect(names(context)).toEqual(['alpha (built-in)', 'y (project)'])
    expect(complaints(context)).toEqual(['agents/x: may not be read; change its permissions'])
  } finally {
    if (isRoot) process.seteuid?.(0)
    chmodSync(join(world.project, 'x'), 0o755)
  }
})

test('a layer holds so many agents, references and bytes, and no more', async () => {
  const many: Tree = {}
  for (let number = 0; number < 520; number++) many[`a${number}.md`] = `---\nname: a${number}\ndescription: d\n---\nb`
  const agents = await (await makeWorld({ project: many })).open()
  expect(agents.snapshot().agents).toHaveLength(501)
  expect(complaints(agents)).toEqual(['.maifady/agents: it holds more than 500 agents; the rest is not served'])

  const references: Tree = { 'x/AGENT.md': agentFile('x') }
  for (let number = 0; number < 60; number++) references[`x/references/r${number}.md`] = '# R\n'
  const large = await (await makeWorld({ user: references })).open()
  expect(large.snapshot().get('x')?.references).toHaveLength(50)
  expect(complaints(large)).toEqual(['x/references: it holds more than 50 references; the rest is not served'])

  const heavy: Tree = {}
  for (let number = 100; number < 170; number++)
    heavy[`b${number}.md`] = `---\nname: b${number}\ndescription: d\n---\n${'b'.repeat(255_000)}`
  const bytes = await (await makeWorld({ user: heavy })).open()
  expect(bytes.snapshot().agents).toHaveLength(1 + 65)
  expect(complaints(bytes)[0]).toBe('agents/b165.md: is not read: the layer holds more than 16 MB; remove something')
})
