import type { MigrationFile } from '../postgres-migration/conventions.ts'
import type { Settings } from './settings.ts'

/**
 * Whether the tool that runs a file opens a transaction around it, on SQLite: golang-migrate, goose, dbmate, sqlx, Flyway and Drizzle do unless
 * the file says otherwise, Prisma does not. Of a plain file nothing is known: one that begins a transaction itself, or holds what does
 * nothing or is refused inside one (PRAGMA foreign_keys, VACUUM, ATTACH, DETACH), is taken to run without.
 */
export function isWrapped({ source, reading, convention }: MigrationFile, { transaction }: Settings): boolean {
  if (transaction !== 'auto') return transaction === 'file'
  if (convention === 'prisma') return false
  if (convention === 'plain')
    return !/^\s*(?:(?:BEGIN|VACUUM|ATTACH|DETACH)\b|PRAGMA\s+foreign_keys\b)/im.test(source.text)
  return convention === 'golang-migrate' || convention === 'drizzle' || reading.wrap([]).how === 'transaction'
}
