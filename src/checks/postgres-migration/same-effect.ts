import type { Node } from '@pgsql/types'
import type { Comparison } from '../migration-history/edited.ts'
import { as } from './ast.ts'
import { parseSql, scanTokens } from './parse.ts'

/** How two texts of a migration are compared: by the server's own parse trees. `loadParser` must have been awaited. */
export const comparison: Comparison = {
  sameEffect(before, after) {
    const [old, now] = [before, after].map(nodesOf)
    if (old === undefined || now === undefined) return sameTokens(before, after)
    return old.map(keyOf).join('\n') === now.map(keyOf).join('\n')
  },
  runsAgain(before, after) {
    const [old, now] = [before, after].map(nodesOf)
    if (old === undefined || now === undefined || ![...old, ...now].every(isRepeatable)) return false
    const kept = new Set(now.map(keyOf))
    return old.every((node) => kept.has(keyOf(node)) || !isGuarded(node))
  },
}

/** Statements that make a difference to the database; undefined when they cannot be read. */
function nodesOf(sql: string): Node[] | undefined {
  const { statements, problem } = parseSql(sql)
  return problem === undefined ? statements.flatMap(({ node }) => (isAboutTheSession(node) ? [] : [node])) : undefined
}

function isAboutTheSession(node: Node): boolean {
  const set = as(node, 'VariableSetStmt')
  return as(node, 'TransactionStmt') !== undefined || (set !== undefined && set.name?.endsWith('timeout') === true)
}

/** Places, and what decides only whether and how a statement runs, not what there is after it. */
const LEFT_OUT = /(?:^|_)location$|^stmt_len$|^(?:if_not_exists|missing_ok|concurrent)$/

function keyOf(node: Node): string {
  return JSON.stringify(node, (name, value: unknown) => {
    if (LEFT_OUT.test(name)) return undefined
    return name === 'DefElem' && isBody(value) ? wordsOfBody(value) : value
  })
}

type Body = { defname: 'as'; arg?: unknown }

const isBody = (value: unknown): value is Body =>
  typeof value === 'object' && value !== null && 'defname' in value && value.defname === 'as'

/** The body of a function without its comments and white space. */
function wordsOfBody(body: Body): string {
  const strings = [...JSON.stringify(body.arg ?? null).matchAll(/"sval":("(?:[^"\\]|\\.)*")/g)]
  return strings
    .map(([, string = '""']) => {
      const text = JSON.parse(string) as string
      return wordsOf(text) ?? text
    })
    .join('\n')
}

function sameTokens(one: string, other: string): boolean {
  const [before, after] = [wordsOf(one), wordsOf(other)]
  return before === undefined || after === undefined ? one === other : before === after
}

const wordsOf = (text: string): string | undefined =>
  scanTokens(text)
    ?.map((token) => (token.kind === 'word' ? token.text.toLowerCase() : token.text))
    .join('\n')

/** It changes nothing where what it makes is there. */
function isGuarded(node: Node): boolean {
  if (as(node, 'AlterTableStmt') !== undefined) return true
  return Object.values(node).some((body: unknown) => hasFlag(body, 'if_not_exists'))
}

function isRepeatable(node: Node): boolean {
  const commands = as(node, 'AlterTableStmt')?.cmds
  if (commands !== undefined)
    return commands.every((each) => {
      const command = as(each, 'AlterTableCmd')
      return command?.missing_ok === true || !/^AT_(?:Add|Drop)/.test(command?.subtype ?? '')
    })
  if (ANY_TIME.test(Object.keys(node)[0] ?? '')) return true
  if (as(node, 'InsertStmt')?.onConflictClause !== undefined) return true
  return Object.values(node).some((body: unknown) =>
    ['if_not_exists', 'missing_ok', 'replace'].some((flag) => hasFlag(body, flag)),
  )
}

const ANY_TIME =
  /^(?:Grant|GrantRole|Comment|Do|Select|Update|Delete|RefreshMatView|AlterOwner|AlterDefaultPrivileges|VariableSet|Transaction)Stmt$/

const hasFlag = (body: unknown, flag: string): boolean =>
  typeof body === 'object' && body !== null && (body as Record<string, unknown>)[flag] === true
