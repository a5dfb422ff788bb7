import type { Step } from '../step.ts'
import type { Hit } from './rule.ts'

type Timeout = 'lock_timeout' | 'statement_timeout'

/** Whether a SET that the file has before the statement puts a timeout in force for it; 0 is none. */
export function timeoutWritten({ statement, file, changes }: Step, name: Timeout): boolean {
  let value: string | undefined
  let local: { value: string | undefined; transaction: number | null } | undefined
  for (const step of [...file.earlier, { statement, changes }]) {
    for (const change of step.changes) {
      if (change.type !== 'set' || (change.name !== name && change.name !== 'all')) continue
      // Outside a transaction SET LOCAL has no effect.
      if (change.local)
        local =
          step.statement.transaction === null ? local : { value: change.value, transaction: step.statement.transaction }
      else [value, local] = [change.value, undefined]
    }
  }
  const inForce = local !== undefined && local.transaction === statement.transaction ? local.value : value
  return inForce !== undefined && !/^0\s*\w*$/.test(inForce)
}

export function setBefore({ statement, file }: Step, name: Timeout, value: string): NonNullable<Hit['fix']> {
  const inside = statement.transaction !== null
  const set = `${inside ? 'SET LOCAL' : 'SET'} ${name} = '${value}';`
  const description = `Put ${set} before it, and let the migration be run again when it gives up.`
  const { convention, source } = file.migration
  const startsLine = /(^|\n)[ \t]*$/.test(source.text.slice(0, statement.start))
  // Goose and Drizzle have marks between statements that a new line could fall among.
  if (!startsLine || convention === 'goose' || convention === 'drizzle') return { description }
  return { description, edits: [{ start: statement.start, end: statement.start, text: `${set}\n` }] }
}
