import { expect, it } from 'vitest'
import type { Report } from '../../src/checks/finding.ts'
import { reportMermaid } from '../../src/report/mermaid.ts'

/** What Mermaid's grammar of erDiagram takes, as its lexer says: packages/mermaid/src/diagrams/er/parser/erDiagram.jison. */
const NAME = String.raw`(?:"[^"%\r\n\v\\]+"|(?!(?:acctitle|accdescr|class|classdef|end|erdiagram|many|one|style|subgraph|to)\b)[A-Za-z]\w*)`
const WORD = String.raw`(?!(?:pk|fk|uk)\b)[A-Za-z_\u00C0-\uFFFF][\w\[\]()\u00C0-\uFFFF-]*`
const LINES = [
  String.raw`%% .+|erDiagram| {2}\}|`,
  String.raw` {2}${NAME} \{`,
  String.raw` {4}${WORD} ${WORD}(?: [PFU]K(?:, [PFU]K)*)?`,
  String.raw` {2}${NAME} [|}]o--(?:o\||\|\|) ${NAME} : "[^"\r\n]+"`,
]
const line = new RegExp(`^(?:${LINES.join('|')})$`, 'i')

const drawn = (name: string, column: string, type: string): string =>
  reportMermaid({
    notChecked: [],
    schemas: [
      {
        path: 'schema.sql',
        tables: [{ name, columns: [{ name: column, type, notNull: true, keys: ['PK', 'FK'] }] }],
        relations: [{ from: name, to: name, columns: [column], optional: false, unique: true }],
      },
    ],
  } as unknown as Report)

it.each([
  ['class', 'pk', 'bigint'],
  ['Style', 'FK', 'bigint'],
  ['accTitle', 'uk-of-1990', 'bigint'],
  ['accdescr', 'µ²', 'numeric(10,2)'],
  ['end', '²', 'app.mood[]'],
  ['to', '1st', '"odd type", quoted'],
  ['direction  tb', 'direction lr', 'time without time zone'],
  ['заказы', '注文', 'перечень'],
  ['order-items', 'a b', 'geometry(Point,4326)'],
  ['50% "off" \\ {', '}', 'character varying(3)[]'],
  ['x'.repeat(63), '𝒳', 'bigint'],
])('a drawing with the table %j and the column %j of type %j is one that Mermaid reads', (name, column, type) => {
  const text = drawn(name, column, type)
  expect(text.split('\n').filter((each) => !line.test(each))).toEqual([])
  expect(text).not.toMatch(/direction\s+(?:TB|BT|RL|LR)/i)
})

it('words that only begin like a keyword stay as they are', () => {
  expect(drawn('classes', 'pk_old', 'bigint')).toContain('  classes {\n    bigint pk_old PK, FK\n')
})
