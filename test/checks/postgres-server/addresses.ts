import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo, Server, Socket } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { cli, temporaryFolder } from '../../cli/spawn-cli.ts'
import { check, checkJson, expectNoPassword, project, withSettings } from './project.ts'
import type * as Library from '../../../src/index.ts'
import { freePort, PASSWORD } from './start-server.ts'
import type { TestServer } from './start-server.ts'

const library = (await import(new URL('../../../dist/index.js', import.meta.url).href)) as typeof Library

const FILE = 'CREATE TABLE a (id bigint);\n'
const secret = encodeURIComponent(PASSWORD)

/** Something that listens and is no PostgreSQL server. */
async function impostor(serve: (socket: Socket) => void): Promise<{ port: number; close(): void }> {
  const sockets = new Set<Socket>()
  const server: Server = createServer((socket) => {
    sockets.add(socket.on('error', () => undefined))
    serve(socket)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    close() {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}

/** A message of the protocol: its type, its length, its bytes. */
function message(type: string, body: Buffer): Buffer {
  const length = Buffer.alloc(4)
  length.writeInt32BE(body.length + 4)
  return Buffer.concat([Buffer.from(type), length, body])
}

const authenticated = message('R', Buffer.from([0, 0, 0, 0]))
const ready = message('Z', Buffer.from('I'))

/** Lets anybody in, and answers each query with this value, or with nothing. */
function answers(value: string | undefined): (socket: Socket) => void {
  return (socket) =>
    socket.on('data', (data) => {
      const isQuery = data[0] === 'Q'.charCodeAt(0)
      if (!isQuery) socket.write(Buffer.concat([authenticated, ready]))
      else if (value !== undefined) {
        const row = Buffer.concat([Buffer.from([0, 1, 0, 0, 0, value.length]), Buffer.from(value)])
        socket.write(Buffer.concat([message('D', row), message('C', Buffer.from('SELECT 1\0')), ready]))
      }
    })
}

export function describeAddresses(server: () => TestServer): void {
  const refused = async (url: string, ...words: string[]): Promise<void> => {
    const { code, stdout, stderr } = await check(project(FILE), '--database-url', url)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    const [line = ''] = stderr.split('\n')
    expect(line).toMatch(/^maifady-mcp: /)
    for (const word of words) expect(line).toContain(word)
  }

  describe('an address', () => {
    it.each<[what: string, url: (port: number) => string, ...words: string[]]>([
      ['of an unknown host', () => `postgres://u:${secret}@no-such-host.invalid/d`, 'no-such-host.invalid'],
      [
        'with a wrong password',
        (port) => `postgres://maker:${secret}x@127.0.0.1:${port}/postgres`,
        'another password',
        'PGPASSWORD',
      ],
      [
        'with a wrong password as a parameter',
        (port) => `postgres://127.0.0.1:${port}/postgres?user=maker&password=${secret}x`,
        'another password',
      ],
      ['without a password', (port) => `postgres://maker@127.0.0.1:${port}/postgres`, 'another password'],
      ['of an unknown role', (port) => `postgres://nobody:${secret}@127.0.0.1:${port}/postgres`, 'another password'],
      [
        'of a database that is not there',
        (port) => `postgres://maker:${secret}@127.0.0.1:${port}/a%22b`,
        'no such database',
      ],
      [
        'whose certificate is not trusted',
        (port) => `postgres://maker:${secret}@127.0.0.1:${port}/postgres?sslmode=verify-full`,
        'certificate',
        'sslrootcert',
      ],
      [
        'with an sslmode that is not had',
        (port) => `postgres://maker:${secret}@127.0.0.1:${port}/postgres?sslmode=prefer`,
        'sslmode',
        'verify-full',
      ],
      [
        'verify-ca without the CA',
        (port) => `postgres://maker:${secret}@127.0.0.1:${port}/postgres?sslmode=verify-ca`,
        'sslrootcert',
      ],
      [
        'with a certificate that is not there',
        (port) => `postgres://maker:${secret}@127.0.0.1:${port}/postgres?sslmode=require&sslrootcert=/none`,
        'ENOENT',
      ],
      [
        'with an unknown parameter',
        (port) => `postgres://maker:${secret}@127.0.0.1:${port}/postgres?options=-c`,
        'parameter',
      ],
      ['with a port that is none', () => `postgres://maker:${secret}@127.0.0.1/postgres?port=x`, 'port'],
      ['with a raw @ after a slash', () => `postgres://maker:12/${PASSWORD}@127.0.0.1/postgres`, 'percent-encode'],
      ['with a raw # in the password', () => `postgres://maker:12#${PASSWORD}@127.0.0.1/postgres`, 'percent-encode'],
      ['with a broken escape', (port) => `postgres://maker:${secret}%ff@127.0.0.1:${port}/postgres`, 'percent-encode'],
      ['that is none', () => `postgres://maker:${PASSWORD}@127.0.0.1/postgres`, 'write it as'],
      ['of another kind', () => `oracle://maker:${secret}@127.0.0.1/postgres`, 'postgres://'],
      ['of a socket that is not there', () => `postgres://maker:${secret}@%2Fnone/postgres`, 'socket'],
    ])('%s: one line', async (_, url, ...words) => {
      await refused(url(server().port), ...words)
    })

    it('in no format of the report: of a file that fails, one that is not run and one that is ended', async () => {
      const sql = ['CREATE TABLE a (id int, id int);', "SELECT pg_read_file('x');", 'SELECT pg_sleep(60);']
      const cwd = withSettings(project(), 'checks: {postgres-migration: {statementTimeout: 500}}\n')
      for (const [place, text] of sql.entries()) {
        mkdirSync(join(cwd, `${place}/migrations`), { recursive: true })
        writeFileSync(join(cwd, `${place}/migrations/1_a.sql`), text)
      }
      // `check` looks for the password in what is printed.
      for (const format of ['text', 'json', 'sarif', 'github']) {
        const args = ['--format', format, '--strict', '--debug', '--database-url', server().url('maker')]
        expect({ format, code: (await check(cwd, ...args)).code }).toEqual({ format, code: 1 })
      }
    })

    it('of a closed port', async () => {
      const port = await freePort()
      await refused(`postgres://u:${secret}@127.0.0.1:${port}/d`, 'nothing listens there', String(port))
    })

    it('with TLS where there is none', async () => {
      const plain = await impostor((socket) => socket.once('data', () => socket.write('N')))
      await refused(`postgres://u:${secret}@127.0.0.1:${plain.port}/d?sslmode=require`, 'TLS', 'sslmode=disable')
      plain.close()
    })

    it('with TLS: any certificate, or one that the CA signed', async () => {
      const address = server().url('maker')
      const ca = encodeURIComponent(server().certificate)
      for (const mode of ['require', `verify-ca&sslrootcert=${ca}`, `verify-full&sslrootcert=${ca}`]) {
        const { findings, notChecked } = await checkJson(project(FILE), '--database-url', `${address}?sslmode=${mode}`)
        expect({ mode, findings, notChecked }).toEqual({ mode, findings: [], notChecked: [] })
      }
    })

    it('of somebody who accepts and never answers', async () => {
      const silent = await impostor(() => undefined)
      await refused(`postgres://u:${secret}@127.0.0.1:${silent.port}/d?connect_timeout=1`, 'did not answer in time')
      silent.close()
    })

    it('of somebody who lets everybody in and answers no question', async () => {
      const mute = await impostor(answers(undefined))
      const context = await library.openContext({
        cwd: project(),
        env: {},
        home: undefined,
        platform: process.platform,
      })
      const call = library.checkFiles(context, {
        files: [{ path: 'migrations/1_a.sql', text: FILE }],
        checks: ['postgres-migration'],
        databaseUrl: `postgres://u:${secret}@127.0.0.1:${mute.port}/d`,
        deadline: 3000,
      })
      // In time for its own words, or ended by the clock of the call: never a pass, and never longer.
      const said = await call.then(
        ({ checked, notChecked }) => ({ checked, said: notChecked.map(({ reason }) => reason).join() }),
        (error: unknown) => ({ checked: [], said: String(error) }),
      )
      await context.close()
      mute.close()
      expect(said.checked).toEqual([])
      expect(said.said).toMatch(
        /stopped answering before anything ran: it did not answer within|the time for the whole call/,
      )
      expectNoPassword({ stdout: said.said, stderr: '' })
    })

    it('of somebody who hangs up', async () => {
      const rude = await impostor((socket) => socket.destroy())
      await refused(`postgres://u:${secret}@127.0.0.1:${rude.port}/d`, 'closed the connection')
      rude.close()
    })

    it('of a server that is too old, and of none that says its version', async () => {
      const old = await impostor(answers('110022'))
      await refused(`postgres://u@127.0.0.1:${old.port}/d`, 'PostgreSQL 11', '12')
      old.close()
      const other = await impostor(answers('v23.1'))
      await refused(`postgres://u@127.0.0.1:${other.port}/d`, 'does not say that it is PostgreSQL')
      other.close()
    })

    it('with the password in PGPASSWORD or in a password file, and with the role in PGUSER', async () => {
      const folder = temporaryFolder()
      const file = join(folder, 'pgpass')
      writeFileSync(file, `127.0.0.1:*:*:maker:${PASSWORD.replaceAll(':', String.raw`\:`)}\n`)
      chmodSync(file, 0o600)
      for (const env of [{ PGPASSWORD: PASSWORD }, { PGPASSFILE: file }]) {
        const result = await cli(
          [
            'check',
            '--check',
            'postgres-migration',
            '--strict',
            '--database-url',
            `postgres://127.0.0.1:${server().port}/postgres?sslmode=disable`,
          ],
          { cwd: project(FILE), env: { ...env, PGUSER: 'maker' } },
        )
        expectNoPassword(result)
        expect(result).toMatchObject({ code: 0, stderr: '', stdout: expect.stringContaining('(server)') })
      }
    })
  })
}
