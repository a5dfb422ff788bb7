import type { Source } from '../../check.ts'
import { nameOf, skipped, wholeOf } from './tool.ts'
import type { Tool } from './tool.ts'

/** Tools that keep the directions in two files, `<version>_<title>.up.sql` and `.down.sql`. */

const pattern = /^(\d+)_.*\.(up|down)\.sql$/
const noTransaction = /^\ufeff?--\s*no-transaction\b/

export const golangMigrate: Tool = {
  convention: 'golang-migrate',
  facts: [
    'https://github.com/golang-migrate/migrate/blob/master/source/parse.go',
    'https://github.com/golang-migrate/migrate/tree/master/database/postgres#multi-statement-mode',
    'https://github.com/golang-migrate/migrate/issues/284',
  ],
  recognises: ({ files }) => files.some(({ path }) => pattern.test(nameOf(path))),
  read(source) {
    const [, version, direction] = pattern.exec(nameOf(source.path)) ?? []
    if (direction === 'down') return skipped(version, 'a down file is not part of the way up')
    const because =
      'golang-migrate sends a file as one query, which the server makes one transaction when it has several statements'
    return { version, up: wholeOf(source), wrap: () => ({ how: 'implicit', because }) }
  },
}

/** Also reads files without a direction. Told from golang-migrate by the mark that only sqlx has. */
export const sqlx: Tool = {
  convention: 'sqlx',
  facts: [
    'https://docs.rs/sqlx/latest/sqlx/macro.migrate.html',
    'https://github.com/launchbadge/sqlx/blob/main/sqlx-postgres/src/migrate.rs',
    // Without a transaction the file is still sent as one query string.
    'https://github.com/launchbadge/sqlx/issues/3693',
  ],
  recognises: ({ files }) => files.some(({ path, text }) => path.endsWith('.sql') && noTransaction.test(text)),
  read(source) {
    const version = /^\d+/.exec(nameOf(source.path))?.[0]
    if (source.path.endsWith('.down.sql')) return skipped(version, 'a down file is not part of the way up')
    return { version, up: wholeOf(source), wrap: () => wrapBySqlx(source) }
  },
}

function wrapBySqlx({ text }: Source): ReturnType<ReturnType<Tool['read']>['wrap']> {
  return noTransaction.test(text)
    ? {
        how: 'implicit',
        because:
          'with "-- no-transaction" sqlx sends the file as one query, which the server makes one transaction when it has several statements',
      }
    : {
        how: 'transaction',
        because: 'sqlx runs a file in one transaction unless its first line is "-- no-transaction"',
      }
}
