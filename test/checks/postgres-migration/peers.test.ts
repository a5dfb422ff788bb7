import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { RULES } from '../../../src/checks/index.ts'
import type * as Library from '../../../src/index.ts'
import { SQUAWK_EXAMPLES } from './squawk-examples.ts'

// The library as it is shipped: what is off is left out by the runner.
const library = (await import(new URL('../../../dist/index.js', import.meta.url).href)) as typeof Library
type Context = Awaited<ReturnType<typeof library.openContext>>
const require = createRequire(import.meta.url)
const { getBinaryPath } = require('squawk-cli/js/index.js') as { getBinaryPath(): string }
const squawk = getBinaryPath()

/** Our rules that mean the same as a rule of another tool. */
const counterparts = (peer: string): string[] => RULES.filter(({ sameAs }) => sameAs.includes(peer)).map(({ id }) => id)

/** Names of the rules that squawk breaks on a text. */
function squawkSays(text: string, flags: readonly string[] = []): Set<string> {
  const { stdout, stderr } = spawnSync(squawk, ['--reporter=json', '--stdin-filepath=0002_change.sql', ...flags], {
    input: text,
    encoding: 'utf8',
  })
  expect(stderr).toBe('')
  return new Set((JSON.parse(stdout) as { rule_name: string }[]).map(({ rule_name }) => rule_name))
}

// Its names lie one behind the other in the binary; on other platforms perhaps otherwise.
it.runIf(process.platform === 'linux')('knows every rule that squawk has', () => {
  const binary = readFileSync(squawk, 'latin1')
  const names = /require-concurrent-index-creationrequire-concurrent-index-deletion[a-z-]+/.exec(binary)?.[0] ?? ''
  expect(names.length).toBeGreaterThan(800)
  // The longest first, because one name can begin as another does.
  const known = Object.keys(SQUAWK_EXAMPLES).toSorted((one, other) => other.length - one.length)
  expect(names.replaceAll(new RegExp(known.join('|'), 'g'), '')).toBe('')
})

// https://kaveland.no/eugene/hints/
const EUGENE = ['E1', 'E2', 'E3', 'E4', 'E5', 'E6', 'E7', 'E8', 'E9', 'E10', 'E11', 'E15', 'W12', 'W13', 'W14']

it.each(EUGENE)('has a counterpart of eugene %s', (hint) => {
  expect(counterparts(`eugene:${hint}`)).not.toEqual([])
})

/** Each example is a directory of its own. Executed examples of each rule are in the bad- folders; here the migrations are only read. */
async function findingsOf(context: Context, check: string): Promise<Library.Finding[]> {
  const own = Object.entries(SQUAWK_EXAMPLES).filter(
    ([id]) =>
      check === 'postgres-migration' ||
      counterparts(`squawk:${id}`).some((rule) => !rule.startsWith('postgres-migration/')),
  )
  const files = own.flatMap(([id, { before, file }]) => [
    ...(before === undefined ? [] : [{ path: `${id}/migrations/0001_before.sql`, text: before }]),
    { path: `${id}/migrations/0002_change.sql`, text: file },
  ])
  const on = RULES.filter(({ enabled }) => enabled === false).map(({ id, severity }) => `  ${id}: ${severity}`)
  const settings = `checks:\n  postgres-migration:\n    trace: false\nseverities:\n${on.join('\n')}\n`
  files.push({ path: '.maifady/config.yaml', text: settings })
  const { findings } = await library.checkFiles(context, { files, checks: [check] })
  return findings
}

describe('what squawk flags is flagged here', () => {
  const found = new Map<string, Set<string>>()

  beforeAll(async () => {
    const { env, platform } = process
    const context = await library.openContext({ cwd: import.meta.dirname, env: {}, home: env['HOME'], platform })
    for (const check of ['postgres-migration', 'postgres-schema'])
      for (const { path, rule } of await findingsOf(context, check)) {
        const [id = ''] = path.split('/')
        found.set(id, new Set([...(found.get(id) ?? []), rule]))
      }
    await context.close()
  })

  it.each(Object.entries(SQUAWK_EXAMPLES))('%s', (id, { file, flags, reportedAs = id, notAsked }) => {
    if (notAsked === undefined) expect([...squawkSays(file, flags)]).toContain(reportedAs)
    const ours = counterparts(`squawk:${id}`)
    expect(ours).not.toEqual([])
    expect([...(found.get(id) ?? [])].filter((rule) => ours.includes(rule))).not.toEqual([])
  })
})

describe('where squawk raises a false alarm, the rule that means the same is silent', () => {
  const folders = readdirSync(import.meta.dirname).filter((name) => /^ok-.*--squawk-alarms/.test(name))

  it.each(folders)('%s', (folder) => {
    const rule = RULES.find(({ id }) => id === `postgres-migration/${folder.slice(3, folder.indexOf('--'))}`)
    const migrations = join(import.meta.dirname, folder, 'migrations')
    const last = readdirSync(migrations).toSorted().at(-1) ?? ''
    const said = squawkSays(readFileSync(join(migrations, last), 'utf8'))
    expect([...said].filter((name) => rule?.sameAs.includes(`squawk:${name}`))).not.toEqual([])
  })
})
