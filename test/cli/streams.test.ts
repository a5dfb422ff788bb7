import { spawn } from 'node:child_process'
import { closeSync, existsSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { BIN, cli, temporaryFolder } from './spawn-cli.ts'

const home = temporaryFolder()

/** Runs a line of shell in which $CLI is the command. */
async function shell(line: string): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const child = spawn('sh', ['-c', line], {
    cwd: home,
    env: { PATH: process.env['PATH'], HOME: home, CLI: `${process.execPath} ${BIN}` },
  })
  let [stdout, stderr] = ['', '']
  child.stdout.on('data', (chunk) => (stdout += chunk))
  child.stderr.on('data', (chunk) => (stderr += chunk))
  child.stdin.end()
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, stdout, stderr })))
}

describe.skipIf(process.platform === 'win32')('a reader that leaves early', () => {
  it.each(['show migration-writer', 'rules --format json', '--help', 'check --help'])(
    '%s | head -1',
    async (command) => {
      // The code of the command itself, before the pipe.
      const { stdout, stderr } = await shell(`{ $CLI ${command}; echo "ended with $?" >&2; } | head -1`)
      expect(stdout.trimEnd().split('\n')).toHaveLength(1)
      expect(stderr).toBe('ended with 0\n')
    },
  )

  it('does not change what check found', async () => {
    const migration = 'CREATE INDEX CONCURRENTLY a ON b (c);\nSELEC 1;\n'
    const { stderr } = await shell(
      `mkdir -p migrations && printf '${migration}' > migrations/0001_a.sql && { $CLI check migrations; echo "ended with $?" >&2; } | true`,
    )
    expect(stderr).toBe('ended with 1\n')
  })
})

describe.skipIf(process.platform === 'win32')('what is written', () => {
  it('is whole when the reader is slow and the text longer than a pipe', async () => {
    const whole = await cli(['rules', '--format', 'json'])
    const slow = await shell('$CLI rules --format json | (sleep 1; cat)')
    expect(whole.stdout.length).toBeGreaterThan(10_000)
    expect(slow.stdout).toBe(whole.stdout)
  })

  it('is whole in a pipe that does not block and is full', async () => {
    const whole = await cli(['rules', '--format', 'json'])
    // A socket on the descriptor makes the pipe non-blocking for all that share it; 64 KB fill it.
    const unblock = `new (require('net').Socket)({ fd: 1, readable: false, writable: true }); setTimeout(() => process.exit(), 5000)`
    const times = Math.ceil(200_000 / whole.stdout.length)
    const { stdout } = await shell(
      `{ "${process.execPath}" -e "${unblock}" & sleep 0.5; for i in $(seq ${times}); do $CLI rules --format json; done; } | (sleep 4; cat)`,
    )
    expect(stdout).toBe(whole.stdout.repeat(times))
  })

  it('has no colour but where it is asked for', async () => {
    // oxlint-disable-next-line no-control-regex -- an escape is what must not be there
    const escape = /\u001B\[/
    expect((await cli(['list'])).stdout).not.toMatch(escape)
    expect((await cli(['list'], { env: { FORCE_COLOR: '1' } })).stdout).toMatch(escape)
    expect((await cli(['list'], { env: { FORCE_COLOR: '1', NO_COLOR: '1' } })).stdout).not.toMatch(escape)
    expect((await cli(['list'], { env: { FORCE_COLOR: '0' } })).stdout).not.toMatch(escape)
  })

  it('to a closed stdout goes nowhere', async () => {
    expect(await shell('$CLI list >&-')).toEqual({ code: 0, stdout: '', stderr: '' })
  })

  it.skipIf(!existsSync('/dev/full'))('to a full disk is an error in one line', async () => {
    const { code, stderr } = await shell('$CLI list > /dev/full')
    expect(code).toBe(2)
    expect(stderr).toMatch(/^maifady-mcp: .*no space.*\n$/)
  })
})

describe('stdin', () => {
  it('that ends ends the server, quietly', async () => {
    expect(await cli([])).toEqual({ code: 0, signal: null, stdout: '', stderr: '' })
    expect(await cli(['serve'])).toEqual({ code: 0, signal: null, stdout: '', stderr: '' })
  })

  it('that is no terminal and not closed keeps it waiting', async () => {
    const child = spawn(process.execPath, [BIN], { cwd: home, env: { HOME: home }, stdio: ['pipe', 'pipe', 'pipe'] })
    child.stdin.write('{"jsonrpc":"2.0","id":1,"method":"ping"}\n')
    const answer = await new Promise<string>((resolve) =>
      child.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString())),
    )
    expect(JSON.parse(answer)).toMatchObject({ jsonrpc: '2.0', id: 1 })
    expect(child.exitCode).toBeNull()
    child.stdin.end()
    expect(await new Promise((resolve) => child.once('exit', resolve))).toBe(0)
  })

  it.skipIf(process.platform === 'win32')('may be a file or nothing at all', async () => {
    const file = openSync(join(home, 'empty'), 'w+')
    const child = spawn(process.execPath, [BIN], { cwd: home, env: { HOME: home }, stdio: [file, 'ignore', 'ignore'] })
    closeSync(file)
    expect(await new Promise((resolve) => child.once('exit', resolve))).toBe(0)
    expect(await shell('$CLI <&-')).toEqual({ code: 0, stdout: '', stderr: '' })
    expect(await shell('$CLI < /dev/null')).toEqual({ code: 0, stdout: '', stderr: '' })
  })
})
