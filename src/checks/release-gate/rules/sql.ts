import type { GateRule, Hit, View } from './rule.ts'
import type { ReadSql } from '../sql.ts'

const hits = <K extends ReadSql['kind']>(
  { sql }: View,
  kind: K,
  say: (read: Extract<ReadSql, { kind: K }>) => string,
): Hit[] =>
  [...sql].flatMap(([at, read]) =>
    read.kind === kind
      ? [{ at: ['gates', at, 'query', 'sql'], message: say(read as Extract<ReadSql, { kind: K }>) }]
      : [],
  )

export const sqlSyntax: GateRule = {
  name: 'sql-syntax',
  title: 'The SQL of a gate cannot be parsed',
  severity: 'error',
  why: 'It fails in the minute it is needed, and a gate that fails for its own fault gets overruled.',
  fix: 'Mend the statement; run it once by hand before the release.',
  sameAs: [],
  find: (view) => hits(view, 'problem', ({ message }) => `The parser refuses it: ${message}.`),
}

export const sqlWrites: GateRule = {
  name: 'sql-writes',
  title: 'A gate that changes data',
  severity: 'error',
  why: 'A gate is asked again and again, by a program, on production. Asking must change nothing.',
  fix: 'A SELECT, by a user who may only read.',
  sameAs: [],
  find: (view) => hits(view, 'writes', ({ what }) => `The statement writes: ${what}.`),
}
