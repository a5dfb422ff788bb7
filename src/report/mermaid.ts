import type { Report, SchemaDiagram } from '../checks/finding.ts'

/** The schemas of a report as Mermaid ER diagrams, one below the other; a comment where there is none. */
export function reportMermaid({ schemas = [], notChecked }: Report): string {
  if (schemas.length === 0) {
    const why = notChecked[0] === undefined ? 'no file of a schema was checked' : notChecked[0].reason
    return `%% There is no schema to draw: ${oneLine(why)}. Try: maifady-mcp check --check postgres-schema <folder> --format mermaid\n`
  }
  return schemas.map(drawing).join('\n')
}

function drawing({ path, tables, relations }: SchemaDiagram): string {
  const lines = [
    ...tables.flatMap(({ name, columns }) => [
      `  ${entity(name)} {`,
      ...columns.map(({ name: column, type, keys }) => {
        const marks = keys.length === 0 ? '' : ` ${keys.join(', ')}`
        return `    ${word(SHORT[type] ?? type)} ${word(column)}${marks}`
      }),
      '  }',
    ]),
    ...relations.map(({ from, to, columns, optional, unique }) => {
      const many = unique ? '|o' : '}o'
      return `  ${entity(from)} ${many}--${optional ? 'o|' : '||'} ${entity(to)} : "${columns.map(oneLine).join(', ')}"`
    }),
  ]
  return `%% ${oneLine(path)}\nerDiagram\n${lines.join('\n')}\n`
}

const SHORT: Readonly<Record<string, string>> = {
  'timestamp with time zone': 'timestamptz',
  'timestamp without time zone': 'timestamp',
  'time without time zone': 'time',
  'character varying': 'varchar',
  'double precision': 'float8',
}

/**
 * A type or column: ASCII letters, digits and `_()[]-`, and letters and digits from U+00C0 on (µ, ª and ² lie below). One that begins with
 * PK, FK or UK as a word of its own would be read as a mark. Source: packages/mermaid/src/diagrams/er/parser/erDiagram.jison of mermaid-js/mermaid.
 */
function word(text: string): string {
  const safe = text.replace(/^character varying/, 'varchar').replaceAll(/[^\p{L}\p{N}_()[\]-]|[\u0080-\u00BF]/gu, '_')
  if (/^[pfu]k(?!\w)/i.test(safe)) return `c_${safe}`
  return /^\p{L}/u.test(safe) ? safe : `_${safe}`.replace(/^_+/, 'c_')
}

/** Words of erDiagram's grammar, in any case: as the bare name of an entity they are read as something else. Same source as `word`. */
const KEYWORDS = /^(?:acctitle|accdescr|class|classdef|direction|end|erdiagram|many|one|style|subgraph|title|to|u)$/i

/** The name of an entity may hold anything in quotes but a quote, a percent sign or a backslash. */
function entity(name: string): string {
  return /^[A-Za-z]\w*$/.test(name) && !KEYWORDS.test(name) ? name : `"${oneLine(name).replaceAll(/["%\\]/g, '_')}"`
}

/** Nothing of a name can end the line, the quotes or the comment it stands in, or set the direction, which is read in quotes too. */
function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}"\u2028\u2029]/gu, ' ').replaceAll(/(direction)\s+(?=TB|BT|RL|LR)/gi, '$1_')
}
