import { as } from '../ast.ts'
import type { Down } from '../downs.ts'
import { headOf, shortName, versioned } from '../files.ts'
import type { Migration } from '../migration.ts'
import type { FileHit, MigrationRule } from './rule.ts'

/** Comments that say that there is no way back, and mean it. */
const ON_PURPOSE =
  /irreversib|not reversib|one[- ]way|no way back|cannot be (?:undone|reverted|rolled back)|no rollback|forward[- ]only/i

export const missingDown: MigrationRule = {
  name: 'missing-down',
  title: 'A migration without a way back, among others that have one',
  severity: 'note',
  why: 'Who rolls back two versions gets one of them, or an error in the middle.',
  fix: 'Write the way back, or a comment that it is irreversible and why.',
  sameAs: [],
  findInDirectory(files) {
    const { downs, migrations } = files
    const all = versioned(migrations).filter(({ statements }) => statements.length > 0)
    const without = all.filter(({ source }) => {
      const down = downs.get(source.path)
      return down === undefined || (down.statements.length === 0 && down.problem === undefined)
    })
    // Where most have none the team does not go back, and one is no habit; nor does one that has stopped to write them.
    if (without.length * 2 > all.length || all.length - without.length < 2) return []
    const stopped = all.length >= 3 && all.slice(-3).every((each) => without.includes(each))
    if (stopped) return []
    return without.flatMap((migration): FileHit[] => {
      if (migration === all[0] && BASELINE.test(migration.source.path)) return []
      const down = downs.get(migration.source.path)
      if (hasNothingToUndo(migration) || (down !== undefined && says(down))) return []
      if (migration.comments.some(({ text }) => ON_PURPOSE.test(text))) return []
      return [
        {
          ...headOf(migration),
          message: `${shortName(migration)} has no way back; ${all.length - without.length} of ${all.length} have one.`,
          basis: 'parsed',
        },
      ]
    })
  },
}

/** The schema that was there before there were migrations. */
const BASELINE = /base_?line|init|schema/i

/** Somebody wrote why it is empty. The marks of a tool are no words. */
const says = ({ source, start, end }: Down): boolean =>
  /--[ \t]*(?!\+goose|migrate:)[^\s-]|\/\*/.test(source.text.slice(start, end))

const NOTHING_TO_UNDO =
  /^(?:AlterEnum|Update|Insert|Delete|Merge|Copy|Select|Do|Call|VariableSet|Transaction|Comment|Vacuum|Reindex|RefreshMatView)Stmt$/

/** It writes rows, or does what no statement takes back. */
function hasNothingToUndo({ statements }: Migration): boolean {
  return statements.every(
    ({ kind, node }) =>
      NOTHING_TO_UNDO.test(kind) ||
      as(node, 'AlterTableStmt')?.cmds?.every(
        (each) => as(each, 'AlterTableCmd')?.subtype === 'AT_ValidateConstraint',
      ) === true,
  )
}
