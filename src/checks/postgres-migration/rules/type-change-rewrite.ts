import { quoted, spell } from '../ast.ts'
import { hitOn, ranWhole, rewriteLine } from '../evidence.ts'
import { type ChangeOf, changesTo, type Step } from '../step.ts'
import { typeChange, usingIsPlain } from '../type-change.ts'
import type { Hit, MigrationRule } from './rule.ts'

/**
 * Silent where the server only changes the catalogue: a wider varchar, varchar to text, a wider numeric (squawk flags every
 * change of a type). timestamp to timestamptz counts as a rewrite although it is none in a session whose TimeZone is UTC:
 * which zone the migration will run in is not in the file.
 */
export const typeChangeRewrite: MigrationRule = {
  name: 'type-change-rewrite',
  title: 'Type change that rewrites or reads the whole table',
  severity: 'error',
  why: 'The table and its indexes are written anew (or read whole) under ACCESS EXCLUSIVE: nobody reads or writes the table until that is done.',
  fix: 'Add a column of the new type, keep both in step with a trigger, fill it in batches, switch reads over, and drop the old column later.',
  sameAs: ['squawk:changing-column-type', 'eugene:E5'],
  find(step) {
    return changesTo(step, 'change-type').flatMap((change) => {
      const verdict = verdictOf(step, change)
      return verdict === undefined ? [] : [hitFor(change, verdict)]
    })
  },
}

interface Verdict {
  effect: string
  evidence?: string
}

function verdictOf(step: Step, change: ChangeOf<'change-type'>): Verdict | undefined {
  const plain = usingIsPlain(change.using, change.column, change.to)
  const from = step.schema.tables.get(change.table)?.columns.get(change.column)?.type
  const known = plain ? typeChange(from, change.to) : 'rewrite'
  const rewrite = rewriteLine(step)
  if (rewrite === undefined && !ranWhole(step)) {
    if (known === 'free') return undefined
    return {
      effect:
        known === 'unknown'
          ? 'rewrites the whole table unless the old type is binary compatible'
          : 'rewrites the whole table',
    }
  }
  // Another clause of the same statement may be the cause.
  if (known === 'free' && step.changes.length > 1) return undefined
  if (rewrite !== undefined) return { effect: 'rewrites the whole table', evidence: rewrite }
  const scan = step.executed?.scans.find(
    ({ reason, relation }) => reason !== 'validate-foreign-key' && !step.file.created.has(relation),
  )
  if (scan === undefined) return undefined
  return {
    effect: scan.reason === 'build-index' ? 'builds its indexes anew' : 'reads the whole table',
    evidence: scan.detail,
  }
}

function hitFor({ table, column, to }: ChangeOf<'change-type'>, { effect, evidence }: Verdict): Hit {
  const message = `Changing "${table}.${column}" to ${spell(to)} ${effect} while nobody can read or write it`
  const on = `ALTER TABLE ${quoted(table)}`
  const added = quoted(`${column}_new`)
  const zone =
    to.name === 'timestamptz' || to.name === 'timestamp'
      ? " If the values are UTC: SET LOCAL timezone = 'UTC' before it makes the change free."
      : ''
  const fix = {
    description: `${on} ADD COLUMN ${added} ${spell(to)}, fill it in batches, then in one short transaction rename ${added} to ${quoted(column)}; drop the old column later.${zone}`,
  }
  return hitOn(evidence, message, fix)
}
