import type { Step } from '../steps.ts'
import type { MysqlRule } from './rule.ts'

const isDdl = ({ statement: { body } }: Step): boolean =>
  /^(?:alter|create-table|drop-table|truncate|routine)$/.test(body.kind)

export const transactionAroundDdl: MysqlRule = {
  name: 'transaction-around-ddl',
  title: 'DDL inside a transaction that it ends',
  severity: 'warning',
  why: 'DDL commits whatever is open before it runs and is itself never rolled back: the ROLLBACK that somebody counts on brings nothing back, and what follows runs without a transaction.',
  fix: 'No transaction around DDL; one DDL statement a file, and the rows it goes with in another.',
  sameAs: [],
  oncePerFile: true,
  find(step) {
    if (!isDdl(step) || step.session.begun === undefined) return []
    const also = step.session.written ? ', with the rows written since it began' : ''
    return [
      {
        message: `It commits the transaction that is open here${also}; a ROLLBACK after it undoes nothing.`,
        fix: { description: 'Take the transaction away, and put the DDL into a file of its own.' },
      },
    ]
  },
}

/** Silent for tables that the file makes. */
export const severalDdl: MysqlRule = {
  name: 'several-ddl',
  title: 'More than one change of existing tables in a file',
  severity: 'note',
  why: 'Each DDL statement is committed by itself. When the second one fails the first one stays, the tool takes the file for not applied, and running it again fails at the first.',
  fix: 'One ALTER TABLE a file.',
  sameAs: [],
  oncePerFile: true,
  find(step) {
    if (step.alter === undefined || !step.shared) return []
    const before = step.earlier().find(({ alter, shared }) => alter !== undefined && shared)
    if (before === undefined) return []
    return [
      {
        message: `When this fails, the change of \`${before.alter?.table ?? ''}\` before it stays done, and the file can be run neither on nor again.`,
        fix: { description: 'Move it to a file of its own.' },
      },
    ]
  },
}
