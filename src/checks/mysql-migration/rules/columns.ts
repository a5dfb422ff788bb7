import type { Column } from '../statement.ts'
import type { Step } from '../steps.ts'
import { columnOf } from '../schema.ts'
import { charsetOf, HAS_CHARSET } from '../charset.ts'
import type { Hit, MysqlRule } from './rule.ts'
import { listed, tableName } from './words.ts'

export const notNullWithoutDefault: MysqlRule = {
  name: 'not-null-without-default',
  title: 'ADD COLUMN NOT NULL without a default',
  severity: 'warning',
  why: "It succeeds, unlike in other databases: each row that is there gets '' or 0, which nobody chose. And an application that does not know the column yet cannot insert any more: strict mode refuses (error 1364).",
  fix: 'A DEFAULT; or add it nullable, fill it in batches, and make it NOT NULL later.',
  sameAs: [],
  find(step) {
    if (!step.shared) return []
    return (step.alter?.actions ?? []).flatMap((action): Hit[] => {
      if (action.type !== 'add-column') return []
      const { column, start, end } = action
      const open = column.nullable === false && column.default === undefined
      if (!open || column.autoIncrement || column.generated !== undefined) return []
      return [
        {
          place: { start, end },
          message: `Every row of ${tableName(step)} gets ${implicit(column)} in \`${column.name}\`, and inserts that do not name it fail.`,
          fix: { description: `Give \`${column.name}\` a DEFAULT, or add it nullable first.` },
        },
      ]
    })
  },
}

/** https://dev.mysql.com/doc/refman/8.4/en/data-type-defaults.html */
function implicit({ type, arguments: list }: Column): string {
  if (type === 'enum') return list[0] ?? "''"
  if (/int$|^(?:int|decimal|float|double|bit|year)$/.test(type)) return '0'
  return /^(?:date|datetime|timestamp|time)$/.test(type) ? 'the zero date' : "''"
}

/** Only of columns whose definition is among the files. */
export const modifyDropsAttribute: MysqlRule = {
  name: 'modify-drops-attribute',
  title: 'MODIFY or CHANGE that leaves out what the column had',
  severity: 'warning',
  why: 'MODIFY and CHANGE replace the whole definition. What is not repeated is gone without a word: NOT NULL, the default, the comment, AUTO_INCREMENT.',
  fix: 'Repeat all of the definition; to change a default alone, ALTER COLUMN … SET DEFAULT; a name alone, RENAME COLUMN.',
  sameAs: [],
  find(step) {
    return (step.alter?.actions ?? []).flatMap((action): Hit[] => {
      if (action.type !== 'change-column') return []
      const old = columnOf(step.table, action.from)
      if (old === undefined) return []
      const lost = lostOf(step, old, action.column)
      if (lost.length === 0) return []
      return [
        {
          place: { start: action.start, end: action.end },
          message: `\`${action.from}\` of ${tableName(step)} loses ${listed(lost)}, which the new definition does not repeat.`,
          fix: { description: `Add ${listed(lost)} to the definition.` },
        },
      ]
    })
  },
}

function lostOf({ table }: Step, old: Column, column: Column): string[] {
  const inKey = table?.indexes.some(
    ({ kind, parts }) => kind === 'primary' && parts.some((part) => part.column === old.name),
  )
  const lost: string[] = []
  if (old.nullable === false && column.nullable === undefined && inKey !== true && column.key !== 'primary')
    lost.push('NOT NULL')
  if (old.default !== undefined && old.default.kind !== 'null' && column.default === undefined)
    lost.push(`DEFAULT ${old.default.text}`)
  if (old.onUpdate !== undefined && column.onUpdate === undefined) lost.push(old.onUpdate)
  if ((old.comment ?? '') !== '' && column.comment === undefined) lost.push('its COMMENT')
  if (old.autoIncrement && !column.autoIncrement) lost.push('AUTO_INCREMENT')
  if (
    HAS_CHARSET.test(old.type) &&
    HAS_CHARSET.test(column.type) &&
    column.charset === undefined &&
    column.collation === undefined
  ) {
    const before = charsetOf(old, table)
    if (before !== charsetOf(column, table)) lost.push(`CHARACTER SET ${before}`)
    else if (old.collation !== undefined && old.collation !== table?.options['collate'])
      lost.push(`COLLATE ${old.collation}`)
  }
  return lost
}

export const notNullWithoutStrict: MysqlRule = {
  name: 'not-null-without-strict',
  title: 'NOT NULL while sql_mode is not strict',
  severity: 'error',
  why: "Without strict mode each NULL becomes 0 or '' with a warning that nobody reads, and MySQL copies the table instead of rebuilding it in place.",
  fix: "SET SESSION sql_mode = 'STRICT_ALL_TABLES' for the statement; look for NULLs first.",
  sameAs: [],
  find(step) {
    const mode = step.session.variables.get('sql_mode')
    if (mode === undefined || /STRICT|TRADITIONAL|@|CONCAT/i.test(mode)) return []
    return step.works
      .filter(({ operation }) => operation === 'make-not-null')
      .map(({ what }): Hit => ({
        message: `${what} while sql_mode is '${mode}': NULLs in ${tableName(step)} turn into 0 or '' silently.`,
        fix: { description: "SET SESSION sql_mode = 'STRICT_ALL_TABLES' before it." },
      }))
  },
}
