import { beginsTransaction, cannotRunInTransaction } from '../transactions.ts'
import { migrationName } from './directory.ts'
import { nameOf, skipped, wholeOf } from './tool.ts'
import type { Tool } from './tool.ts'

const downFile = /(^|[._-])(down|rollback|undo|revert)\.sql$/i

/** `2026-01-31-120000_accounts`, as Diesel names its folders. */
const DATED = /^\d{4}-\d{2}-\d{2}(-\d{4,6}(?!\d))?/

/** A date with its time is a number; a date alone is none, for two files may have one day. */
function versionOf(path: string): string | undefined {
  const name = migrationName(path)
  const [date, time] = DATED.exec(name) ?? []
  if (date !== undefined) return time === undefined ? undefined : date.replaceAll('-', '')
  return /\d+(?:[._]\d+(?=[._-]))*/.exec(name)?.[0]
}

/** Numbered files, and scripts that Rails or Django wrote; whoever runs them uses no marks of their own. */
export const plain: Tool = {
  convention: 'plain',
  facts: ['https://docs.djangoproject.com/en/stable/ref/django-admin/#sqlmigrate'],
  recognises: () => true,
  read(source) {
    const version = versionOf(source.path)
    if (downFile.test(nameOf(source.path))) return skipped(version, 'a down file is not part of the way up')
    return {
      version,
      up: wholeOf(source),
      wrap(statements) {
        if (beginsTransaction(statements))
          return { how: 'statement', because: 'the file begins and commits its own transactions' }
        const command = statements.map(cannotRunInTransaction).find((name) => name !== undefined)
        return command === undefined
          ? { how: 'transaction', because: 'plain files are taken to run in one transaction each' }
          : {
              how: 'statement',
              because: `${command} cannot run in a transaction, so the file is taken to run statement by statement`,
            }
      },
    }
  },
}
