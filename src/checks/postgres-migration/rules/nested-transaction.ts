import { openedBy, transactionWord } from '../own-transaction.ts'
import type { Step } from '../step.ts'
import type { MigrationRule } from './rule.ts'

/** Where the tool opens a transaction around the file, its own BEGIN and COMMIT take that transaction apart. */
export const nestedTransaction: MigrationRule = {
  name: 'nested-transaction',
  title: 'BEGIN inside a transaction, or COMMIT outside one',
  severity: 'warning',
  why: 'There are no nested transactions: a second BEGIN only warns, and the first COMMIT ends everything. What follows runs unprotected, and a migration that fails there stays half applied, or unrecorded by the tool.',
  fix: 'One BEGIN and one COMMIT around what belongs together, and none where the migration tool opens the transaction; SAVEPOINT for a part that may be rolled back.',
  sameAs: ['squawk:transaction-nesting'],
  find(step) {
    const fault = faultOf(step)
    if (fault === undefined) return []
    const [message, description] = fault
    const warned = step.executed?.notices.find((notice) => /transaction in progress/.test(notice))
    const known = warned === undefined ? { basis: 'parsed' as const } : { basis: 'executed' as const, evidence: warned }
    return [{ message, ...known, fix: { description } }]
  },
}

function faultOf({ statement, file }: Step): [message: string, fix: string] | undefined {
  const { migration, earlier } = file
  const word = transactionWord(statement)
  if (word === undefined) return undefined
  const open = openedBy(
    migration,
    earlier.map((step) => step.statement),
  )
  if (word !== 'BEGIN') {
    if (open === 'file') return undefined
    return open === 'tool'
      ? [`${word} ends the transaction of the migration tool: what follows it is outside.`, takeOut(migration)]
      : [`${word} has nothing to end: no transaction is open.`, 'Take it out, or BEGIN before what belongs together.']
  }
  if (open === undefined) return undefined
  return open === 'tool'
    ? ['BEGIN has no effect: the migration tool has opened a transaction.', takeOut(migration)]
    : [
        'BEGIN has no effect: the file has opened a transaction already.',
        'Take it out, or COMMIT before it. SAVEPOINT marks a part.',
      ]
}

const takeOut = ({ wrapsBecause }: Step['file']['migration']): string => `Take BEGIN and COMMIT out: ${wrapsBecause}.`
