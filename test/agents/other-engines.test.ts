import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import initSqlJs from 'sql.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findMariaDb, type MariaDb, startMariaDb } from './mariadb-server.ts'
import { type Block, sqlBlocks } from './sql-blocks.ts'

// What an agent shows for SQLite and MariaDB is run there: setup, then this block, nothing of its neighbours.
const root = join(import.meta.dirname, '../..')
const agents = readdirSync(join(root, 'agents'))
const named = (blocks: Block[]): [string, Block][] => blocks.map((block) => [`${block.file}:${block.line}`, block])

describe('SQLite blocks, executed', async () => {
  const sqlite = await initSqlJs()
  const blocks = sqlBlocks(root, agents, 'sqlite')

  it('finds blocks at all', () => {
    expect(blocks.length).toBeGreaterThan(5)
  })

  it.each(named(blocks))('%s runs', (_, { setup, text }) => {
    const database = new sqlite.Database()
    try {
      database.exec(setup)
      database.exec(text)
      expect(database.exec('PRAGMA foreign_key_check')).toEqual([])
    } finally {
      database.close()
    }
  })
})

const programs = findMariaDb()

// CI installs a server; elsewhere these blocks are run where there is one.
describe.skipIf(programs === undefined)('MariaDB blocks, executed', () => {
  let server: MariaDb | undefined
  const blocks = sqlBlocks(root, agents, 'mariadb')

  beforeAll(async () => {
    if (programs !== undefined) server = await startMariaDb(programs)
  }, 120_000)
  afterAll(() => server?.stop())

  it('finds blocks at all', () => {
    expect(blocks.length).toBeGreaterThan(5)
  })

  it('is told by the server what it refuses', () => {
    expect(server?.run('SELECT * FROM nowhere')).toMatch(/ERROR 1146/)
  })

  it.each(named(blocks))('%s runs', (_, { setup, text }) => {
    expect(server).toBeDefined()
    expect(server?.run(`${setup}\n${text}`)).toBeUndefined()
  })
})
