import type { Target } from '../target.ts'
import { isAtLeast } from '../target.ts'
import { MARIADB, MARIADB_LACKS } from './mariadb.ts'
import { MYSQL } from './mysql.ts'
import { type Entry, LEVELS, type Level, type Operation } from './operation.ts'

/** What the server of the target does not have, in words; undefined when it has it. */
export function lackOf(operation: Operation, { engine }: Target): string | undefined {
  return engine === 'mariadb' ? MARIADB_LACKS[operation] : undefined
}

/** What the table says of an operation on the target; undefined when it says nothing. */
export function entryOf(operation: Operation, target: Target): Entry | undefined {
  const table = target.engine === 'mysql' ? MYSQL : MARIADB
  return table.findLast((entry) => entry.operation === operation && isAtLeast(target, entry.from ?? '0'))
}

export const isDearer = (one: Level, other: Level): boolean => LEVELS.indexOf(one) > LEVELS.indexOf(other)
