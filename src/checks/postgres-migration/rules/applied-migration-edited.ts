import type { Files } from '../files.ts'
import { headOf, shortName, type Versioned, versioned } from '../files.ts'
import type { Convention } from '../migration.ts'
import { scanTokens } from '../parse.ts'
import type { FileHit, MigrationRule } from './rule.ts'

/**
 * What a tool does with a file that is not what it ran. With a checksum any change counts, a comment too; line ends do not here, since
 * git makes them.
 * Sources: Flyway's validate command; sqlx `migrate/error.rs` (VersionMismatch) and `migrate/migration.rs`; Prisma, "migrate dev" and
 * "migrate deploy". The others keep no checksum that they compare: golang-migrate `schema_migrations(version, dirty)`, goose
 * `goose_db_version`, dbmate `schema_migrations(version)`, Supabase `schema_migrations`, Drizzle compares only the time of the entry.
 */
const CHECKSUM: Partial<Record<Convention, string>> = {
  flyway: 'Flyway stops with "Migration checksum mismatch" wherever it has run',
  sqlx: 'sqlx stops with "was previously applied but has been modified" wherever it has run',
  prisma: 'prisma migrate dev wants to reset the database, and migrate deploy goes on without running the change',
}

const SILENT = 'where it has run the change never arrives, and a new database gets another schema than production'

export const appliedMigrationEdited: MigrationRule = {
  name: 'applied-migration-edited',
  title: 'A migration that others have may not change any more',
  severity: 'warning',
  why: 'What is on the main branch has run somewhere. Tools with a checksum stop there; the others say nothing, and from then on two databases of the same version differ.',
  fix: 'Take the change back and write it as the next migration. Where it has surely run nowhere, suppress the finding and say so.',
  sameAs: [],
  findInDirectory: (files) =>
    versioned(files.migrations).flatMap((migration) => edited(files, migration) ?? renamed(files, migration) ?? []),
}

function edited({ history }: Files, migration: Versioned): FileHit[] | undefined {
  const { source, convention } = migration
  const before = history?.changed.find(({ path }) => path === source.path)
  if (history === undefined || before === undefined) return undefined
  const effect = CHECKSUM[convention]
  const same = sameTokens(before.text, source.text)
  if (same && effect === undefined) return []
  const what = same ? 'only in comments or white space' : 'in what it does'
  return [
    {
      ...firstDifference(before.text, migration),
      message: `${shortName(migration)} is in ${history.base} and differs from there ${what}: ${effect ?? SILENT}.`,
      basis: 'parsed',
      evidence: differingLine(before.text, source.text),
    },
  ]
}

/** A file that is gone from the base and is here under another name: to the tool it is a new migration. */
function renamed({ history, migrations }: Files, migration: Versioned): FileHit[] | undefined {
  const { source } = migration
  if (history === undefined || history.unchanged.includes(source.path)) return undefined
  const here = new Set(migrations.map((each) => each.source.path))
  const old = history.changed.find(({ path, text }) => !here.has(path) && sameTokens(text, source.text))
  if (old === undefined || source.text.trim() === '') return undefined
  const name = old.path.slice(old.path.lastIndexOf('/') + 1)
  return [
    {
      ...headOf(migration),
      message: `${shortName(migration)} is ${old.path} of ${history.base} under another name: where ${name} has run, its tool misses that one and runs this one again.`,
      basis: 'parsed',
    },
  ]
}

function sameTokens(one: string, other: string): boolean {
  const [before, after] = [scanTokens(one), scanTokens(other)]
  if (before === undefined || after === undefined) return one === other
  return before.length === after.length && before.every(({ text }, at) => text === after[at]?.text)
}

/** The first line that is not as it was; the last one where lines are only missing. */
function firstDifference(
  before: string,
  { source: { path, text } }: Versioned,
): Pick<FileHit, 'path' | 'start' | 'end'> {
  const lines = text.split('\n')
  const place = Math.min(differenceAt(before, text), lines.length - 1)
  const start = lines.slice(0, place).reduce((sum, line) => sum + line.length + 1, 0)
  return { path, start, end: start + (lines[place]?.length ?? 0) }
}

const plain = (text: string): string[] => text.split('\n').map((line) => line.replace(/\r$/, ''))

function differenceAt(one: string, other: string): number {
  const [before, after] = [plain(one), plain(other)]
  const at = after.findIndex((line, index) => line !== before[index])
  return at === -1 ? after.length : at
}

function differingLine(one: string, other: string): string {
  const at = differenceAt(one, other)
  const cut = (line: string | undefined): string => (line === undefined ? '(nothing)' : line.trim().slice(0, 200))
  return `- ${cut(plain(one)[at])}\n+ ${cut(plain(other)[at])}`
}
