import { rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Client } from 'pg'
import { describe, expect, it } from 'vitest'
import { check, checkJson, project } from './project.ts'
import { startServer } from './start-server.ts'
import type { TestServer } from './start-server.ts'

const FILE = 'CREATE TABLE a (id bigint);\n'

export function describeFitness(server: () => TestServer): void {
  const refusedBecause = async (url: string, why: string, ...args: string[]): Promise<void> => {
    const { code, stdout, stderr } = await check(project(FILE), '--database-url', url, ...args)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr.split('\n')[0]).toContain(why)
  }

  describe('a server that is not there to be tried on', () => {
    it('a role without CREATEDB: says the command', async () => {
      await refusedBecause(server().url('weak'), 'ALTER ROLE "weak" CREATEDB')
    })

    it('read-only', async () => {
      await refusedBecause(server().url('careful'), 'read-only', '--allow-busy-server')
    })

    it('a standby', async () => {
      const standby = await startServer({}, { standby: true })
      try {
        await refusedBecause(standby.url(), 'standby', '--allow-busy-server')
      } finally {
        await standby.stop()
      }
    })

    it('somebody else is connected: not without --allow-busy-server', async () => {
      const client = new Client({ connectionString: server().url('weak'), application_name: 'somebody' })
      await client.connect()
      try {
        await refusedBecause(server().url('maker'), 'somebody else is connected')
        const report = await checkJson(project(FILE), '--database-url', server().url('maker'), '--allow-busy-server')
        expect(report.notChecked).toEqual([])
        expect(report.checked).toHaveLength(1)
      } finally {
        await client.end()
      }
    })

    it('a replica reads from it', async () => {
      const replicas = async (): Promise<unknown[]> => server().ask('select count(*)::int from pg_stat_replication')
      // The driver knows the option, its types do not.
      const config = { connectionString: server().url(), replication: 'true' }
      const receiver = new Client(config)
      await receiver.connect()
      try {
        expect(await replicas()).toEqual([1])
        await refusedBecause(server().url('maker'), 'replica')
      } finally {
        await receiver.end()
      }
      await expect.poll(replicas, { timeout: 10_000 }).toEqual([0])
    })

    it('it holds a big database', async () => {
      await server().ask('CREATE DATABASE shop')
      const [oid] = await server().ask("select oid::int from pg_database where datname = 'shop'")
      // A hole in a file that no relation owns: it counts, and takes no room.
      const file = join(server().cluster, 'base', String(oid), '999999')
      writeFileSync(file, '')
      truncateSync(file, 1_100_000_000)
      try {
        await refusedBecause(server().url(), '"shop"')
      } finally {
        rmSync(file)
        await server().ask('DROP DATABASE shop')
      }
    })
  })
}
