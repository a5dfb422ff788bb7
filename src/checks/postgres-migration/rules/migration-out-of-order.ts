import { compareVersions } from '../conventions/order.ts'
import { type Files, headOf, shortName, type Versioned, versioned } from '../files.ts'
import type { Convention } from '../migration.ts'
import type { FileHit, MigrationRule } from './rule.ts'

/**
 * What a tool does with a new file that sorts before one that has run.
 * Sources: Flyway's settings outOfOrder and validateOnMigrate; golang-migrate `migrate.go` (readUp goes on from the version it has);
 * goose `--allow-missing`; dbmate `--strict`; sqlx `migrate/migrator.rs`; Supabase `db push --include-all`; Drizzle `migrator.ts`
 * (folderMillis of the last entry); Prisma, "Understanding migration histories".
 */
const EFFECT: Record<Convention, string> = {
  flyway: 'Flyway stops at it ("Detected resolved migration not applied to database") unless outOfOrder is set',
  'golang-migrate': 'golang-migrate goes on from the version that the database has and never runs it',
  goose: 'goose stops ("found … missing migrations before current version") unless it is told --allow-missing',
  dbmate: 'dbmate runs it after the newer ones, or stops with --strict; a new database runs it before them',
  sqlx: 'sqlx runs it after the newer ones where those have run, and before them on a new database',
  supabase: 'supabase db push refuses without --include-all',
  drizzle: 'Drizzle runs only entries that are newer than the last one in the database, so it never runs there',
  prisma: 'prisma migrate deploy runs it after the newer ones where those have run, and before them on a new database',
  plain: 'a tool that goes by the number leaves it out, or runs it after the newer ones where those have run',
}

export const migrationOutOfOrder: MigrationRule = {
  name: 'migration-out-of-order',
  title: 'A new migration that sorts before one that has run',
  severity: 'warning',
  why: 'Two branches took their numbers at the same time and the other one was merged first. On a new database the files run in another order than in production, or one of them never runs there.',
  fix: 'Give the new file a number after all that are on the main branch, once more just before it is merged.',
  sameAs: [],
  findInDirectory({ migrations, history }: Files) {
    if (history === undefined) return []
    const old = new Set([...history.unchanged, ...history.changed.map(({ path }) => path)])
    const all = versioned(migrations)
    const newest = all.filter(({ source }) => old.has(source.path)).reduce<Versioned | undefined>(later, undefined)
    if (newest === undefined) return []
    return all.flatMap((migration): FileHit[] => {
      const { convention, version, source } = migration
      if (old.has(source.path) || compareVersions(version, newest.version) >= 0) return []
      return [
        {
          ...headOf(migration),
          message: `${shortName(migration)} is new and sorts before ${shortName(newest)}, which is in ${history.base}: ${EFFECT[convention]}.`,
          basis: 'parsed',
        },
      ]
    })
  },
}

const later = (one: Versioned | undefined, other: Versioned): Versioned =>
  one !== undefined && compareVersions(one.version, other.version) >= 0 ? one : other
