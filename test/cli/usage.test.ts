import { describe, expect, it } from 'vitest'
import { cli } from './spawn-cli.ts'

/** What is typed, and the one line that says what is wrong and what to do. */
const WRONG: [args: string[], says: RegExp][] = [
  [['lst'], /unknown command 'lst' \(Did you mean list\?\)/],
  [['chekc', 'x.sql'], /Did you mean check\?/],
  [['qwertyuiop'], /unknown command 'qwertyuiop'; add --help/],
  [['list', '--formt', 'json'], /unknown option '--formt' \(Did you mean --format\?\)/],
  [['list', '--format'], /argument missing/],
  [['list', '--format', 'jsn'], /It is one of text, json\. Did you mean json\?/],
  [['list', '--category', 'database'], /Did you mean databases\?/],
  [['list', 'extra'], /too many arguments/],
  [['find'], /missing required argument 'task'/],
  [['find', '  '], /say what the task is/],
  [['find', 'x', '--limit', '0'], /number from 1 to 50/],
  [['find', 'x', '--limit', 'many'], /number from 1 to 50/],
  [['show'], /missing required argument 'agent'/],
  [['show', 'migration-writr'], /no agent is called "migration-writr"; did you mean "migration-writer"\?/],
  [['show', 'no-such-agent-at-all'], /no agent is called "no-such-agent-at-all"/],
  [['show', 'migration-writer', '--part', 'references/cobol'], /has no part "references\/cobol"/],
  [['show', 'migration-writer', '--part', '../../package'], /has no part/],
  [['rules', 'postgres-migrations'], /did you mean "?postgres-migration"?/i],
  [['explain', 'postgres-migration/index-not-concurent'], /did you mean "?postgres-migration\/index-not-concurrent"?/i],
  [['explain', 'no/such-rule-anywhere'], /no\/such-rule-anywhere/],
  [['check', '--check', 'postgres-migratio', '.'], /did you mean "?postgres-migration"?/i],
  [['check', '--agent', 'migration-writr', '.'], /did you mean "?migration-writer"?/i],
  [['check', '--format', 'sarf', '.'], /Did you mean sarif\?/],
  [['check', '--fail-on', 'warn', '.'], /Did you mean warning\?/],
  [['check', '--write-baseline', '.'], /--baseline/],
  [['check', 'no-such-folder'], /no-such-folder/],
  [['check', '--since', 'no-such-ref', '.'], /no-such-ref|git/],
  [['check', '--since', '--upload-pack=x', '.'], /./],
  [['engines'], /--help/],
  [['engines', 'instal', 'pglite'], /Did you mean install\?/],
  [['engines', 'install'], /missing required argument 'engine'/],
  [['engines', 'install', 'pglit'], /did you mean "?pglite"?/i],
  [['engines', 'remove', '../..'], /\.\.\/\.\./],
  [['serve', '--port', '8080'], /--port goes with --http/],
  [['serve', '--http', '--port', '65536'], /number from 0 to 65535/],
  [['serve', '--http', '--port', '-1'], /./],
  [['serve', '--http', '--port', '80a'], /number from 0 to 65535/],
  [['serve', '--http', '--port', '0', '--host', '0.0.0.0'], /--token/],
  [['serve', '--http', '--port', '0', '--token', 'short'], /too short/],
  [['serve', '--http', '--port', '0', '--root', 'no-such-folder'], /no-such-folder/],
  [['serve', '--root', 'no-such-folder'], /no-such-folder/],
  [['--formt'], /unknown option/],
]

describe('wrong usage is one line on stderr, nothing on stdout, and exit code 2', () => {
  it.each(WRONG)('%j', async (args, says) => {
    const { code, stdout, stderr } = await cli(args)
    expect({ code, stdout }, stderr).toEqual({ code: 2, stdout: '' })
    expect(stderr).toMatch(says)
    expect(stderr).toMatch(/^maifady-mcp: .*\n$/)
  })
})

describe('--debug', () => {
  it('adds the stack of an error', async () => {
    const { code, stderr } = await cli(['show', 'nobody', '--debug'])
    expect(code).toBe(2)
    expect(stderr).toMatch(/^maifady-mcp: no agent is called "nobody"/)
    expect(stderr).toMatch(/\n {4}at /)
  })

  it('is also an environment variable', async () => {
    expect((await cli(['show', 'nobody'], { env: { MAIFADY_DEBUG: '1' } })).stderr).toMatch(/\n {4}at /)
  })
})

describe('help', () => {
  it.each([[['--help']], [['-h']], [['help']]])('%j names every command', async (args) => {
    const { code, stdout, stderr } = await cli(args)
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    for (const name of ['serve', 'list', 'find', 'show', 'check', 'rules', 'explain', 'engines', 'doctor']) {
      expect(stdout).toMatch(new RegExp(`^ {2}${name} `, 'm'))
    }
  })

  it.each([
    ['check', '--since <ref>'],
    ['serve', '--port <port>'],
    ['engines', 'install'],
    ['find', '<task...>'],
  ])('of %s says %s', async (command, says) => {
    const byFlag = await cli([command, '--help'])
    expect(byFlag.code).toBe(0)
    expect(byFlag.stdout).toContain(says)
    expect((await cli(['help', command])).stdout).toBe(byFlag.stdout)
  })

  it('--version prints the version of the package', async () => {
    const { version } = (await import('../../package.json', { with: { type: 'json' } })).default
    expect(await cli(['--version'])).toMatchObject({ code: 0, stdout: `${version}\n`, stderr: '' })
  })
})
