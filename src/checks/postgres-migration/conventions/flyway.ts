import type { Source } from '../../check.ts'
import type { ParsedStatement } from '../parse.ts'
import { cannotRunInTransaction } from '../transactions.ts'
import { nameOf, skipped, wholeOf } from './tool.ts'
import type { Directory, Tool, Wrap } from './tool.ts'

const named = /^([VUB])(\d[\d._]*)__.*\.sql$|^(R)__.*\.sql$/
const callback = /^(before|after|created?)[A-Z]\w*\.sql$/

/**
 * Versions first, in numeric order, then the repeatable ones by description. A file runs in one transaction unless it
 * has only statements that cannot, or its script configuration says otherwise.
 */
export const flyway: Tool = {
  convention: 'flyway',
  facts: [
    'https://documentation.red-gate.com/fd/migrations-184127470.html',
    'https://documentation.red-gate.com/fd/flyway-execute-in-transaction-setting-277578997.html',
    'https://documentation.red-gate.com/fd/flyway-mixed-setting-277579020.html',
    'https://github.com/flyway/flyway/blob/main/flyway-database/flyway-database-postgresql/src/main/java/org/flywaydb/database/postgresql/PostgreSQLParser.java',
  ],
  recognises: ({ files }) => files.some(({ path }) => named.test(nameOf(path))),
  read(source, directory) {
    const name = nameOf(source.path)
    const [, kind, version, repeatable] = named.exec(name) ?? []
    if (kind === 'U') return skipped(version, 'Flyway runs an undo migration only on undo')
    if (kind === 'B') return skipped(version, 'Flyway runs a baseline migration instead of the versions before it')
    const phase = repeatable !== undefined || name.startsWith('after') ? 1 : callback.test(name) ? -1 : 0
    return { version, phase, up: wholeOf(source), wrap: (statements) => wrap(source, directory, statements) }
  },
}

function wrap(source: Source, { files }: Directory, statements: readonly ParsedStatement[]): Wrap {
  const config = files.find(({ path }) => path === `${source.path}.conf`)
  if (config !== undefined && /^\s*executeInTransaction\s*=\s*false\s*$/m.test(config.text)) {
    return { how: 'statement', because: `${nameOf(config.path)} says executeInTransaction=false` }
  }
  const alone = statements.filter(runsAlone).length
  if (alone > 0 && alone === statements.length) {
    return {
      how: 'statement',
      because: 'Flyway runs a file that has only non-transactional statements without a transaction',
    }
  }
  const mixes = ', and refuses one that mixes transactional and non-transactional statements unless "mixed" is set'
  return { how: 'transaction', because: `Flyway runs a file in one transaction${alone > 0 ? mixes : ''}` }
}

/** What Flyway knows to need no transaction: less than what the server refuses in one. */
function runsAlone(statement: ParsedStatement): boolean {
  const command = cannotRunInTransaction(statement)
  if (command === undefined) return false
  return /^(CREATE|DROP) (INDEX|DATABASE|TABLESPACE|SUBSCRIPTION)|^ALTER SYSTEM|^REINDEX of|^VACUUM|^DISCARD/.test(
    command,
  )
}
