import type { Step } from '../steps.ts'
import type { MysqlRule } from './rule.ts'

/** Seconds. Above it every query on the table stands still for longer than clients wait. */
const LONGEST = 60

export const noLockWaitTimeout: MysqlRule = {
  name: 'no-lock-wait-timeout',
  title: 'DDL that waits for its lock for hours',
  severity: 'warning',
  why: 'Any DDL waits for every transaction that has used the table, an idle one too, and everybody who comes later waits behind it. The default wait is a year in MySQL and a day in MariaDB: one forgotten session and the application stands still.',
  fix: 'SET SESSION lock_wait_timeout = 5 before it (MariaDB also: ALTER TABLE … WAIT 5), and try again when it fails.',
  sameAs: [],
  oncePerFile: true,
  find(step) {
    const table = waitsFor(step)
    if (table === undefined || !step.shared) return []
    const { alter, session, target } = step
    if (alter?.wait !== undefined) return alter.wait <= LONGEST ? [] : [hit(table, `it waits ${alter.wait} s`)]
    const said = session.variables.get('lock_wait_timeout')
    if (said === undefined)
      return [
        hit(table, `lock_wait_timeout is not set, and ${target.engine === 'mysql' ? 'a year' : 'a day'} by default`),
      ]
    return Number(said) > LONGEST ? [hit(table, `lock_wait_timeout is ${said} s`)] : []
  },
}

function hit(table: string, why: string): { message: string; fix: { description: string } } {
  return {
    message: `While it waits for its lock on \`${table}\`, every query on the table waits behind it: ${why}.`,
    fix: { description: 'SET SESSION lock_wait_timeout = 5; before the first DDL of the file.' },
  }
}

function waitsFor({ alter, statement: { body } }: Step): string | undefined {
  if (alter !== undefined) return alter.table
  if (body.kind === 'drop-table') return body.tables[0]
  return body.kind === 'truncate' ? body.table : undefined
}
