import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { cli, temporaryFolder } from './spawn-cli.ts'

const SCHEMA = `CREATE TABLE customers (id bigint PRIMARY KEY, name text);
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint REFERENCES customers (id), total numeric);
`

function project(files: Readonly<Record<string, string>>): string {
  const cwd = temporaryFolder()
  writeFileSync(join(cwd, 'schema.sql'), SCHEMA)
  for (const [name, text] of Object.entries(files)) writeFileSync(join(cwd, name), text)
  return cwd
}

it(
  '--dialect is for the checks that tell databases apart, and no fault of the others',
  { timeout: 60_000 },
  async () => {
    const cwd = project({ 'open.query.sql': 'SELECT id FROM orders WHERE customer_id = 7 ORDER BY id;\n' })
    const { code, stderr } = await cli(['check', '--dialect', 'postgres', '--fail-on', 'error'], { cwd })
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  },
)

it('a dialect in the settings of one check keeps the checks of other databases away', { timeout: 60_000 }, async () => {
  const cwd = project({})
  mkdirSync(join(cwd, 'migrations'))
  mkdirSync(join(cwd, '.maifady'))
  writeFileSync(join(cwd, 'migrations', '0001_a.sql'), 'CREATE TABLE a (id bigint PRIMARY KEY);\n')
  const checked = async (settings: string): Promise<string[]> => {
    writeFileSync(join(cwd, '.maifady', 'config.yaml'), settings)
    const { stdout } = await cli(['check', 'migrations', '--format', 'json'], { cwd })
    const report = JSON.parse(stdout) as { checked: { check: string }[]; notChecked: { check: string }[] }
    return [...report.checked, ...report.notChecked].map(({ check }) => check)
  }
  expect(await checked('checks:\n  mysql-migration:\n    dialect: mysql\n')).toEqual(['mysql-migration'])
  expect(await checked('checks: {}\n')).toEqual(['postgres-migration'])
})

it('--schema is what a query is for where no schema lies near', { timeout: 60_000 }, async () => {
  const cwd = temporaryFolder()
  writeFileSync(join(cwd, 'dump.txt'), `\\connect shop\nSET check_function_bodies = false;\n${SCHEMA}`)
  mkdirSync(join(cwd, 'queries'))
  writeFileSync(
    join(cwd, 'queries', 'orders.sql'),
    'SELECT id FROM orders WHERE total > 5 ORDER BY id LIMIT 1;\nSELECT nme FROM customers;\n',
  )
  const { stdout, stderr } = await cli(['check', 'queries', '--schema', 'dump.txt', '--format', 'json'], { cwd })
  expect(stderr).toBe('')
  const report = JSON.parse(stdout) as {
    findings: { message: string }[]
    notChecked: unknown[]
    checked: { path: string }[]
  }
  expect(report.notChecked).toEqual([])
  expect(report.checked).toMatchObject([{ path: 'queries/orders.sql' }])
  expect(report.findings.map(({ message }) => message).join()).toMatch(/column "nme" does not exist/)
})

describe('check --equivalent', { timeout: 120_000 }, () => {
  const compare = async (one: string, other: string, ...args: string[]): ReturnType<typeof cli> =>
    cli(['check', '--equivalent', 'one.sql', 'other.sql', ...args], {
      cwd: project({ 'one.sql': one, 'other.sql': other }),
    })

  it('says on how many databases two queries gave the same rows, and calls it no proof', async () => {
    const { code, stdout, stderr } = await compare(
      'SELECT c.id FROM customers c WHERE EXISTS (SELECT FROM orders o WHERE o.customer_id = c.id)',
      'SELECT c.id FROM customers c WHERE c.id IN (SELECT customer_id FROM orders)',
    )
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toMatch(/gave the same rows on \d+ generated databases.*evidence, not a proof/s)
  })

  it('shows a row that one of them does not give', async () => {
    const { code, stdout } = await compare(
      'SELECT c.id FROM customers c JOIN orders o ON o.customer_id = c.id',
      'SELECT c.id FROM customers c WHERE EXISTS (SELECT FROM orders o WHERE o.customer_id = c.id)',
      '--format',
      'json',
    )
    expect(code).toBe(1)
    const { findings } = JSON.parse(stdout) as { findings: { rule: string; path: string; evidence: string }[] }
    expect(findings).toMatchObject([{ rule: 'postgres-query/not-equivalent', path: 'one.sql' }])
    expect(findings[0]?.evidence).toMatch(/\d/)
  })

  it('does not compare what writes, and does not pass it', async () => {
    const { code, stdout } = await compare('DELETE FROM orders', 'SELECT id FROM orders', '--strict')
    expect(code).toBe(1)
    expect(stdout).toMatch(/cannot be compared/)
  })

  it('wants two files', async () => {
    const { code, stderr } = await cli(['check', '--equivalent', 'one.sql'], {
      cwd: project({ 'one.sql': 'SELECT 1' }),
    })
    expect(code).toBe(2)
    expect(stderr).toMatch(/--equivalent compares two files/)
  })
})
