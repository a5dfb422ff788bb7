import { compareVersions } from '../conventions/order.ts'
import { headOf, shortName, type Versioned, versioned } from '../files.ts'
import type { Convention } from '../migration.ts'
import type { FileHit, MigrationRule } from './rule.ts'

/**
 * What a tool does with two files of one version. Not here are tools to which a number is no key: Prisma (the folder's whole name is)
 * and Drizzle (the journal's entry is).
 * Sources: golang-migrate `source/errors.go`; goose `migrate.go`; Flyway `CompositeMigrationResolver`; dbmate `pkg/dbmate/db.go` and the
 * primary key of its `schema_migrations`; sqlx `migrate/migrator.rs`; Supabase's history is keyed by the version.
 */
const EFFECT: Partial<Record<Convention, string>> = {
  flyway: 'Flyway refuses to run the directory ("Found more than one migration with version …")',
  'golang-migrate': 'golang-migrate refuses the directory ("duplicate migration file")',
  goose: 'goose refuses the directory',
  dbmate:
    'dbmate takes the second for applied where the first is, and never runs it; on a new database it fails on its history table',
  sqlx: 'sqlx fails on the primary key of its history table, and where one was applied it reports the other as modified',
  supabase: 'the Supabase CLI keeps one row per version, so the second file fails or is taken for applied',
  plain: 'whoever goes by the number runs one of them, or runs them in an order that only the rest of the name decides',
}

/** Numbers that are compared as texts, not as numbers: 1 and 01 are two. */
const BY_TEXT: ReadonlySet<Convention> = new Set(['dbmate', 'supabase'])

export const duplicateVersion: MigrationRule = {
  name: 'duplicate-version',
  title: 'Two migrations with one version',
  severity: 'error',
  why: 'Two branches took the same number. The tool stops at the directory, or it takes the second file for the one that it has already run and leaves it out, on some databases and not on others.',
  fix: 'Give the file that was merged later, and has run nowhere, the next free number.',
  sameAs: [],
  findInDirectory({ migrations }) {
    const seen: Versioned[] = []
    return versioned(migrations).flatMap((migration): FileHit[] => {
      const { convention, version } = migration
      const effect = EFFECT[convention]
      const first = seen.find((other) => isSame(migration, other))
      seen.push(migration)
      if (effect === undefined || first === undefined) return []
      // Said of the file that is looked at; of the one that sorts later when both are.
      const [here, there] = migration.source.report ? [migration, first] : [first, migration]
      const spelt = version === first.version ? '' : ` (written ${there.version} there, which is the same number)`
      return [
        {
          ...headOf(here),
          message: `${shortName(here)} has version ${here.version}, and so has ${shortName(there)}${spelt}: ${effect}.`,
          basis: 'parsed',
          fix: { description: `Give the one that has run nowhere a number of its own, after all others.` },
        },
      ]
    })
  },
}

function isSame({ convention, version }: Versioned, other: Versioned): boolean {
  return BY_TEXT.has(convention) ? version === other.version : compareVersions(version, other.version) === 0
}
