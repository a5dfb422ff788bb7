import type { RawFinding } from '../check.ts'
import type { Rule } from '../finding.ts'
import { nameOf } from '../postgres-migration/conventions/tool.ts'
import type { Convention } from '../postgres-migration/migration.ts'
import { headOf, type Numbered, type Past, shortName } from './past.ts'

/** The rule, but for the check it belongs to. */
export const APPLIED_MIGRATION_EDITED: Pick<Rule, 'title' | 'severity' | 'why' | 'fix' | 'sameAs'> & { name: string } =
  {
    name: 'applied-migration-edited',
    title: 'A migration that others have may not change any more',
    severity: 'warning',
    why: 'What is on the main branch has run somewhere. Tools with a checksum stop there; the others say nothing, and from then on two databases of the same version differ.',
    fix: 'Take the change back and write it as the next migration. Where the main branch is not what has run, name the branch or the tag that is in the setting base; where one file has surely run nowhere, suppress the finding and say so.',
    sameAs: [],
  }

/**
 * What a tool does with a file that is not what it ran. With a checksum any change counts, a comment too; line ends do not here, since
 * git makes them.
 * Sources: Flyway's validate command and `LoadableResource.calculateChecksum` (line by line, without the line ends); sqlx
 * `migrate/error.rs` (VersionMismatch) and `migrate/migration.rs`; Prisma, "migrate dev" and "migrate deploy". The others keep no checksum
 * that they compare: golang-migrate `schema_migrations(version, dirty)`, goose `goose_db_version`, dbmate `schema_migrations(version)`,
 * Supabase `schema_migrations`, Drizzle compares only the time of the entry.
 */
const CHECKSUM: Partial<Record<Convention, string>> = {
  flyway: 'Flyway stops with "Migration checksum mismatch" wherever it has run',
  sqlx: 'sqlx stops with "was previously applied but has been modified" wherever it has run',
  prisma: 'prisma migrate dev wants to reset the database, and migrate deploy goes on without running the change',
}

/** What the same tools do where a file that they have run is gone. Sources: as above, sqlx VersionMissing. */
const MISSING: Partial<Record<Convention, string>> = {
  flyway: 'Flyway stops with "Detected applied migration not resolved locally" wherever it has run',
  sqlx: 'sqlx stops with "was previously applied but is missing in the resolved migrations" wherever it has run',
  prisma: 'prisma migrate dev wants to reset the database wherever it has run',
}

const SILENT = 'where it has run the change never arrives, and a new database gets another schema than production'

export type HistoryHit = Omit<RawFinding, 'rule'>

/** What a language knows of two texts of a migration. */
export interface Comparison {
  /** They do the same on an empty database: they differ in comments, white space, guards and time limits at most. */
  sameEffect: (before: string, after: string) => boolean
  /** Nothing is lost if the file is run again, and it seems meant to be: only for files of which no tool is known. */
  runsAgain?: (before: string, after: string) => boolean
}

export function editedMigrations(past: Past, comparison: Comparison): HistoryHit[] {
  return [...past.now.flatMap((each) => changed(each, past, comparison)), ...deleted(past)]
}

function changed({ file, was }: Past['now'][number], past: Past, { sameEffect, runsAgain }: Comparison): HistoryHit[] {
  if (was === undefined) return renamed(file, past, sameEffect)
  const { source, convention } = file
  if (convention === 'flyway' && descriptionOf(was) !== descriptionOf(file))
    return [
      hit(file, `${shortName(source)} is ${shortName(was.source)} of ${past.base} under another name: ${DESCRIPTION}.`),
    ]
  const effect = CHECKSUM[convention]
  const same = sameEffect(was.up, file.up)
  if (effect === undefined) {
    if (same || isSquash(file, past) || (convention === 'plain' && runsAgain?.(was.up, file.up) === true)) return []
  } else if (bytesOf(was) === bytesOf(file)) return []
  const what = same ? 'only in what changes nothing, such as comments and white space' : 'in what it does'
  return [
    {
      ...firstDifference(was.source.text, source),
      message: `${shortName(source)} is in ${past.base} and differs from there ${what}: ${effect ?? SILENT}.`,
      basis: 'parsed',
      evidence: differingLine(was.source.text, source.text),
    },
  ]
}

/** Who deletes others has made one migration of several, which is then the first or the last one. */
const isSquash = (file: Numbered, { now, gone }: Past): boolean =>
  gone.length > 0 && (now[0]?.file === file || now.at(-1)?.file === file)

const DESCRIPTION = 'Flyway stops with "Migration description mismatch" wherever it has run'

const descriptionOf = ({ source }: Numbered): string => nameOf(source.path).replace(/^.*?__/, '')

/** What a checksum is made of: Flyway reads line by line and leaves the ends out. */
function bytesOf({ source: { text }, convention }: Numbered): string {
  return convention === 'flyway' ? text.replaceAll(/[\r\n]/g, '') : text
}

/** A file that is gone from the base and is here under another version: to the tool it is a new migration. */
function renamed(file: Numbered, past: Past, sameEffect: Comparison['sameEffect']): HistoryHit[] {
  const { source, up } = file
  const old = renamedFrom(file, past, sameEffect)
  if (old === undefined || up.trim() === '') return []
  return [
    hit(
      file,
      `${shortName(source)} is ${old.source.path} of ${past.base} under another name: where ${shortName(old.source)} has run, its tool misses that one and takes this one for a new one.`,
    ),
  ]
}

/** The migration of the base that a new one is; undefined also where the new number is how a tool is meant to be used. */
export function renamedFrom(
  file: Numbered,
  { gone, old }: Past,
  sameEffect: Comparison['sameEffect'],
): Numbered | undefined {
  const found = gone.find((each) => sameEffect(each.up, file.up))
  if (found === undefined) return undefined
  // `goose fix` gives files with a time their number, before they run in production.
  if (file.convention === 'goose' && found.version.length === 14 && file.version.length < 14) return undefined
  // Two with one number run nowhere: one of them has to give way.
  if (old.some((each) => each !== found && each.version === found.version)) return undefined
  return found
}

/** A file that is just gone. One that goes while others change is part of something larger. */
function deleted({ base, now, gone }: Past): HistoryHit[] {
  const last = now.at(-1)?.file
  const [first] = gone
  const effect = last === undefined ? undefined : MISSING[last.convention]
  if (last === undefined || first === undefined || effect === undefined) return []
  if (now.some(({ file, was }) => was === undefined || was.source.text !== file.source.text)) return []
  const more = gone.length > 1 ? ` and ${gone.length - 1} more` : ''
  return [hit(last, `${shortName(first.source)}${more}, which is in ${base}, is gone: ${effect}.`)]
}

const hit = ({ source }: Numbered, message: string): HistoryHit => ({ ...headOf(source), message, basis: 'parsed' })

/** The first line that is not as it was; the last one where lines are only missing. */
function firstDifference(
  before: string,
  { path, text }: Numbered['source'],
): Pick<HistoryHit, 'path' | 'start' | 'end'> {
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
