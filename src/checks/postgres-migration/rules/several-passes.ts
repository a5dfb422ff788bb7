import { quoted } from '../ast.ts'
import type { MigrationRule } from './rule.ts'

/**
 * Only where both statements read or rewrite the whole table, as the engine shows or the files prove: two that change the catalogue
 * alone gain nothing from being one. Foreign keys and indexes need a pass of their own in any case, and a write between the two may
 * be what the second one needs.
 */
export const severalPasses: MigrationRule = {
  name: 'several-passes',
  title: 'ALTER TABLE statements that could be one',
  severity: 'note',
  why: 'Each of them goes through the whole table under its lock; the commands of one ALTER TABLE share a single pass.',
  fix: 'One ALTER TABLE with its commands separated by commas; better still the way that needs no pass at all.',
  sameAs: ['eugene:W12'],
  find(step) {
    const table = step.pass?.table
    if (table === undefined) return []
    const { earlier } = step.file
    const at = earlier.findLastIndex((before) => before.pass?.table === table)
    const writesBetween = earlier
      .slice(at + 1)
      .some(({ changes }) => changes.some((change) => change.type === 'write' && change.table === table))
    if (at < 0 || writesBetween) return []
    return [
      {
        message: `This is the second statement of the file that goes through all of "${table}"; one would do.`,
        ...(step.pass?.seen === undefined ? { basis: 'parsed' } : { basis: 'executed', evidence: step.pass.seen }),
        fix: { description: `ALTER TABLE ${quoted(table)} with the commands of both, separated by commas.` },
      },
    ]
  },
}
