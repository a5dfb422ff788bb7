import { as } from './ast.ts'
import type { Migration, Statement } from './migration.ts'

type Word = 'BEGIN' | 'COMMIT' | 'ROLLBACK' | 'PREPARE TRANSACTION'

const WORDS: Readonly<Record<string, Word>> = {
  TRANS_STMT_BEGIN: 'BEGIN',
  TRANS_STMT_START: 'BEGIN',
  TRANS_STMT_COMMIT: 'COMMIT',
  TRANS_STMT_ROLLBACK: 'ROLLBACK',
  TRANS_STMT_PREPARE: 'PREPARE TRANSACTION',
}

/** The word of a statement that begins or ends a transaction; savepoints do neither. */
export function transactionWord({ node }: Pick<Statement, 'node'>): Word | undefined {
  return WORDS[as(node, 'TransactionStmt')?.kind ?? '']
}

/** Who began the transaction that is open after some of a file's statements. */
export function openedBy(
  { toolBegins }: Migration,
  statements: readonly Pick<Statement, 'node'>[],
): 'tool' | 'file' | undefined {
  let open: 'tool' | 'file' | undefined = toolBegins ? 'tool' : undefined
  for (const statement of statements) {
    const word = transactionWord(statement)
    if (word === 'BEGIN') open ??= 'file'
    else if (word !== undefined) open = as(statement.node, 'TransactionStmt')?.chain === true ? 'file' : undefined
  }
  return open
}
