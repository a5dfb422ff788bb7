import type { StatementTrace } from '../../finding.ts'
import { lockLine } from '../evidence.ts'
import type { Files } from '../files.ts'
import type { Migration, MigrationTrace } from '../migration.ts'
import { blocksWrites } from '../step.ts'
import type { FileHit, MigrationRule } from './rule.ts'

/** What a comment says of the locks. Nothing that only happens to hold one of the words: an online shop, a safe, lock_timeout. */
const HARMLESS =
  /\b(?:no|without(?: an?| any)?|zero) (?:table |exclusive |write |long )?lock(?:s|ing)?\b(?! ?timeout)|\block[- ]free\b|\bnon-?blocking\b|\bdoes(?:n't| not) (?:lock|block)\b|\b(?:zero|no)[- ]downtime\b|\bonline[- ](?:safe|migration|ddl|change|operation)\b|\b(?:runs?|done|applied|works) online\b|\b(?:is|runs|almost|nearly|near-) ?instant(?:ly|aneous)?\b|\binstant(?:aneous)? (?:migration|change|operation|ddl)\b|\bsafe (?:to (?:run|deploy|apply)|migration|in production|on production|under load)\b/i
const REVERSIBLE = /\breversible\b/i
const DENIED = /\b(?:not|isn't|never|hardly|far from|rather than)\b[^.;]{0,40}$/i

export const falseClaim: MigrationRule = {
  name: 'false-claim',
  title: 'Comment that says the opposite of what the file does',
  severity: 'warning',
  why: 'Whoever reviews or deploys the file goes by its comment: it is run at noon instead of in a quiet hour, and everybody waits; or the deploy counts on a way back that is not there.',
  fix: 'Make the statement what the comment says, or make the comment say what the statement does.',
  sameAs: [],
  findInDirectory(files) {
    return files.migrations
      .filter(({ source }) => source.report)
      .flatMap((migration) => [
        ...lockClaims(migration, files.traces.get(migration.source.path)),
        ...wayBackClaims(migration, files),
      ])
  },
}

function lockClaims(migration: Migration, trace: MigrationTrace | undefined): FileHit[] {
  const claim = claimIn(migration, HARMLESS)
  if (claim === undefined) return []
  const worst = (trace?.statements ?? []).flatMap((statement) => harmOf(statement) ?? [])[0]
  if (worst === undefined) return []
  const { line, what, lock } = worst
  return [
    {
      ...claim.place,
      message: `The comment says "${claim.words}", and line ${line} ${what} under ${lock.mode} on "${lock.relation}": ${lock.mode === 'ACCESS EXCLUSIVE' ? 'nobody reads or writes it' : 'nobody writes to it'} until that is done.`,
      basis: 'executed',
      evidence: `${lockLine(lock)}; ${worst.quote}`,
      fix: {
        description: `Do what the finding on line ${line} says, or write in the comment how long "${lock.relation}" will be locked.`,
      },
    },
  ]
}

/** A statement that keeps others from an existing table for as long as it takes to read or write all of it. */
function harmOf({ outcome, locks, rewrites, scans, start }: StatementTrace) {
  if (outcome !== 'executed') return undefined
  for (const lock of locks) {
    if (!lock.existed || lock.kind !== 'table' || !blocksWrites(lock.mode)) continue
    const { relation } = lock
    const scan = scans.find((each) => each.relation === relation)
    if (rewrites.includes(relation))
      return { lock, line: start.line, what: 'rewrites the table', quote: `rewriting table "${relation}"` }
    if (scan !== undefined) return { lock, line: start.line, what: SCANS[scan.reason], quote: scan.detail }
  }
  return undefined
}

const SCANS = {
  verify: 'reads every row',
  'validate-foreign-key': 'looks up every row',
  'build-index': 'builds an index',
} as const

function wayBackClaims(migration: Migration, { migrations }: Files): FileHit[] {
  const claim = claimIn(migration, REVERSIBLE)
  const { source, version } = migration
  const hasDown =
    /^--\s*(?:\+goose\s+down|migrate:down)/im.test(source.text) ||
    migrations.some((other) => other.aside && other.version === version)
  if (claim === undefined || hasDown || migration.statements.length === 0) return []
  return [
    {
      ...claim.place,
      message: `The comment says "${claim.words}", and there is no down file for this migration.`,
      basis: 'pattern',
      fix: { description: 'Write the down file, or take the word out.' },
    },
  ]
}

function claimIn({ comments, source }: Migration, claims: RegExp) {
  for (const { text, start, end } of comments) {
    const match = claims.exec(text)
    if (match === null || /maifady/i.test(text) || DENIED.test(text.slice(0, match.index))) continue
    return { words: match[0], place: { path: source.path, start, end } }
  }
  return undefined
}
