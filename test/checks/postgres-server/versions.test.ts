import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { changesOf } from '../../../src/checks/postgres-migration/changes-of.ts'
import { loadParser, parseSql } from '../../../src/checks/postgres-migration/parse.ts'
import { applyChange, emptyModel } from '../../../src/checks/postgres-migration/schema-model.ts'
import type { Feature } from '../../../src/checks/postgres-migration/versions/feature.ts'
import { featuresOf } from '../../../src/checks/postgres-migration/versions/features-of.ts'
import {
  namedFeature,
  type NamedKind,
  namesOfKind,
} from '../../../src/checks/postgres-migration/versions/named-features.ts'
import { STATEMENT_FEATURES } from '../../../src/checks/postgres-migration/versions/statement-features.ts'
import { TABLE_FEATURES } from '../../../src/checks/postgres-migration/versions/table-features.ts'
import { startServer, type TestServer } from './start-server.ts'
import { EXAMPLES, NOT_TRIED, STORAGE_EXAMPLES } from './version-examples.ts'

let server: TestServer
let client: Client
let major = 0

beforeAll(async () => {
  await loadParser()
  server = await startServer({ wal_level: 'logical' })
  client = new Client({ connectionString: server.url() })
  await client.connect()
  major = Number(
    (await client.query<{ major: number }>("SELECT current_setting('server_version_num')::int / 10000 AS major"))
      .rows[0]?.major,
  )
})
afterAll(async () => {
  await client.end()
  await server.stop()
})

/** What the check sees in the last of some statements. */
function seen(statements: readonly string[]): Feature[] {
  const model = emptyModel()
  const parsed = statements.map((sql) => {
    const { statements: read, problem } = parseSql(sql)
    if (read[0] === undefined) throw new Error(`${sql}: ${problem?.message}`)
    return read[0]
  })
  for (const statement of parsed.slice(0, -1)) for (const change of changesOf(statement)) applyChange(model, change)
  const last = parsed.at(-1)
  return last === undefined ? [] : featuresOf(last.node, changesOf(last), model)
}

const works = async (sql: string): Promise<true | string> =>
  client.query(sql).then(
    () => true,
    (error: unknown) => (error as Error).message,
  )

describe('the tables of versions, on the server that is here', () => {
  it('have an example for every row', () => {
    const rows = [...TABLE_FEATURES, ...STATEMENT_FEATURES].map(({ name }) => name)
    const tried = new Set([...EXAMPLES.map(({ feature }) => feature), ...NOT_TRIED])
    expect(rows.filter((name) => !tried.has(name))).toEqual([])
    expect(Object.keys(STORAGE_EXAMPLES).toSorted()).toEqual(namesOfKind('storage parameter').toSorted())
  })

  it.each(EXAMPLES)('$feature', async ({ feature, before = [], sql }) => {
    const found = seen([...before, sql]).find(({ name }) => name === feature)
    if (found === undefined) throw new Error(`the check does not see it in ${sql}`)
    const schema = `s${EXAMPLES.findIndex((example) => example.feature === feature)}`
    await client.query(`CREATE SCHEMA ${schema}`)
    await client.query(`SET search_path = ${schema}`)
    const prepared: (string | true)[] = []
    for (const statement of before) prepared.push(await works(statement))
    const result = await works(sql)
    if (major >= found.since) expect([...prepared, result]).toEqual([...before.map(() => true), true])
    else expect(result).not.toBe(true)
  })

  it('names what the catalogue has from that version on', async () => {
    const has: Readonly<Record<Exclude<NamedKind, 'storage parameter'>, string>> = {
      function: "SELECT proname FROM pg_proc WHERE pronamespace = 'pg_catalog'::regnamespace",
      type: "SELECT typname FROM pg_type WHERE typnamespace = 'pg_catalog'::regnamespace",
      parameter: 'SELECT name FROM pg_settings',
      role: 'SELECT rolname FROM pg_roles',
    }
    for (const kind of Object.keys(has) as (keyof typeof has)[]) {
      const there = new Set(await server.ask(has[kind]))
      const names = namesOfKind(kind)
      expect(names.filter((name) => there.has(name))).toEqual(
        names.filter((name) => major >= (namedFeature(kind, name)?.since ?? 0)),
      )
    }
  })

  it.each(Object.entries(STORAGE_EXAMPLES))('the storage parameter %s', async (name, sql) => {
    await client.query('CREATE TABLE IF NOT EXISTS public.t (a int)')
    await client.query('SET search_path = public')
    const [found] = seen([sql])
    expect(found?.name).toBe(`The storage parameter ${name}`)
    const result = await works(sql)
    if (major >= (found?.since ?? 0)) expect(result).toBe(true)
    else expect(result).not.toBe(true)
  })
})
