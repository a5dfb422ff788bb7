import { as } from '../ast.ts'
import { shortName } from '../files.ts'
import type { Migration } from '../migration.ts'
import type { DatabaseObject } from '../trace/objects.ts'
import { has, HOLDS_ROWS, listed, lives, named, placeOf, type Ran, ran, withoutOwned } from '../ways-back.ts'
import type { FileHit, MigrationRule } from './rule.ts'

export const downDoesNotUndo: MigrationRule = {
  name: 'down-does-not-undo',
  title: 'A way back that leads elsewhere',
  severity: 'warning',
  why: 'After up and down the database is another one than before. The next up fails on what was left, or production keeps what nobody has in the files.',
  fix: 'Undo each statement of the way up, the last one first.',
  sameAs: [],
  findInDirectory: (files) =>
    ran(files).flatMap(({ migration, down, run: { differ, up } }): FileHit[] => {
      const left = withoutOwned(differ.left).filter((each) => !isShared(each, migration))
      const lost = withoutOwned(differ.missing.filter((each) => !has(up, each)))
      const taken = takenOf({ differ, up })
      const changed = differ.changed.filter(
        ({ was, is }) =>
          !isValidated(was, is) && (was.kind !== 'table' || !differ.left.some(({ name }) => name === was.name)),
      )
      const parts = [
        left.length > 0 && `it leaves ${listed(left)}`,
        lost.length > 0 && `it does not bring back ${listed(lost)}`,
        taken.length > 0 && `it takes ${listed(taken)}, which ${taken.length === 1 ? 'was' : 'were'} there before`,
        changed.length > 0 &&
          `${listed(changed.map(({ was }) => was))} ${changed.length === 1 ? 'is' : 'are'} not as before`,
      ].filter((part) => part !== false)
      const first = changed[0]
      return parts.length === 0
        ? []
        : [
            {
              ...placeOf(down),
              message: `After ${shortName(migration)} and this way back the database is not what it was: ${parts.join('; ')}.`,
              basis: 'executed',
              ...(first !== undefined && {
                evidence: `${named(first.was)}: ${first.was.definition.slice(0, 300)}\nnow: ${first.is.definition.slice(0, 300)}`,
              }),
            },
          ]
    }),
}

/** What is gone though the migration had left it in place; tables and columns, and what went with them, are the matter of another rule. */
function takenOf({ differ, up }: Pick<Ran, 'differ' | 'up'>): DatabaseObject[] {
  const there = differ.missing.filter((each) => has(up, each) && !lives(differ.left, each))
  return there.some(({ kind }) => HOLDS_ROWS.has(kind)) ? [] : withoutOwned(there)
}

/** Others may have made it, or use it: an extension, and a schema that was made IF NOT EXISTS. */
function isShared({ kind, name }: DatabaseObject, { statements }: Migration): boolean {
  if (kind === 'extension') return true
  return (
    kind === 'schema' &&
    statements.some(({ node }) => {
      const create = as(node, 'CreateSchemaStmt')
      return create?.if_not_exists === true && create.schemaname === name
    })
  )
}

/** VALIDATE CONSTRAINT, which nothing takes back. */
const isValidated = (was: DatabaseObject, is: DatabaseObject): boolean =>
  was.kind === 'constraint' && was.definition === `${is.definition} NOT VALID`
