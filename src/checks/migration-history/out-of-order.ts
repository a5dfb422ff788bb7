import type { Rule } from '../finding.ts'
import { compareVersions } from '../postgres-migration/conventions/order.ts'
import type { Convention } from '../postgres-migration/migration.ts'
import { type Comparison, type HistoryHit, renamedFrom } from './edited.ts'
import { headOf, isAlwaysLast, type Numbered, type Past, shortName } from './past.ts'

/** The rule, but for the check it belongs to. */
export const MIGRATION_OUT_OF_ORDER: Pick<Rule, 'title' | 'severity' | 'why' | 'fix' | 'sameAs'> & { name: string } = {
  name: 'migration-out-of-order',
  title: 'A new migration that sorts before one that has run',
  severity: 'warning',
  why: 'Two branches took their numbers at the same time and the other one was merged first. On a new database the files run in another order than in production, or one of them never runs there.',
  fix: 'Give the new file a number after all that are on the main branch, once more just before it is merged.',
  sameAs: [],
}

/**
 * What a tool does with a new file that sorts before one that has run.
 * Sources: Flyway's settings outOfOrder and validateOnMigrate; golang-migrate `migrate.go` (readUp goes on from the version it has);
 * goose `--allow-missing`; dbmate `--strict` (run on 2.36.0: without it the new file runs, with it all stops); sqlx `migrate/migrator.rs`; Supabase `db push --include-all`; Drizzle `migrator.ts`
 * (folderMillis of the last entry; run on 0.45.4: an earlier time and the same time are never run, whatever the number); Prisma, "Understanding migration histories".
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

/** These run whatever has not run. The order is then a fault only where it makes a difference. */
const RUNS_ANYWAY: ReadonlySet<Convention> = new Set(['dbmate', 'sqlx', 'prisma'])

export function newBeforeOld(past: Past, { sameEffect }: Comparison): HistoryHit[] {
  const { base, now, gone } = past
  const old = now.flatMap(({ file, was }) => (was === undefined || isAlwaysLast(file.version) ? [] : [file]))
  return now.flatMap(({ file, was }): HistoryHit[] => {
    if (was !== undefined || isSquash(file, { gone, old }) || renamedFrom(file, past, sameEffect) !== undefined)
      return []
    const later = old.filter((each) => compareRuns(file, each) < 0)
    const met = RUNS_ANYWAY.has(file.convention) ? later.filter((each) => shareObject(each, file)) : later
    const newest = met.toSorted((one, other) => compareRuns(other, one))[0]
    if (newest === undefined) return []
    const how = file.time === undefined ? 'sorts before' : 'has a time in meta/_journal.json that is not after that of'
    const message = `${shortName(file.source)} is new and ${how} ${shortName(newest.source)}, which is in ${base}: ${EFFECT[file.convention]}.`
    return [{ ...headOf(file.source), message, basis: 'parsed' }]
  })
}

/** It is in the place of one that is gone, with no other between: one migration made of several. */
function isSquash(file: Numbered, { gone, old }: { gone: readonly Numbered[]; old: readonly Numbered[] }): boolean {
  return gone.some((each) => {
    const [low, high] = [each, file].toSorted(compareRuns)
    return (
      low !== undefined &&
      high !== undefined &&
      !old.some((one) => compareRuns(low, one) < 0 && compareRuns(one, high) < 0)
    )
  })
}

/** By what the tool compares. Drizzle leaves out also what has the very time of the last one. */
function compareRuns(one: Numbered, other: Numbered): number {
  if (one.time === undefined || other.time === undefined) return compareVersions(one.version, other.version)
  return one.time - other.time || -1
}

function shareObject(one: Numbered, other: Numbered): boolean {
  const names = objectsOf(one.up)
  return [...objectsOf(other.up)].some((name) => names.has(name))
}

/** Names that stand where SQL names a table, a view, a type or a function; more than there are rather than fewer. */
function objectsOf(sql: string): Set<string> {
  const bare = sql.replaceAll(/--[^\n]*/g, ' ').replaceAll(/["`[\]]/g, '')
  return new Set(
    [...bare.matchAll(NAMED)].flatMap((match) => {
      const name = (match[1] ?? '').toLowerCase().split('.').at(-1) ?? ''
      return NO_NAME.has(name) ? [] : [name]
    }),
  )
}

const NAMED =
  /\b(?:table|on|into|update|from|join|references|view|type|function|procedure|domain|sequence)\s+(?:if\s+(?:not\s+)?exists\s+)?(?:only\s+)?([\w.]+)/gi
const NO_NAME = new Set([
  '',
  'conflict',
  'delete',
  'update',
  'set',
  'cascade',
  'select',
  'each',
  'true',
  'if',
  'duplicate',
  'only',
  'schema',
])
