import { Lexer, Parser } from '@actions/expressions'
import type { Expr } from '@actions/expressions/ast'
import {
  Binary,
  ContextAccess,
  FunctionCall,
  Grouping,
  IndexAccess,
  Literal,
  Logical,
  Star,
  Unary,
} from '@actions/expressions/ast'

/** The contexts and functions of https://docs.github.com/en/actions/reference/workflows-and-actions/contexts and …/expressions. */
const CONTEXTS = [
  'github',
  'env',
  'vars',
  'job',
  'jobs',
  'steps',
  'runner',
  'secrets',
  'strategy',
  'matrix',
  'needs',
  'inputs',
]
const FUNCTIONS = [
  ...['always', 'success', 'failure', 'cancelled'].map((name) => ({ name, minArgs: 0, maxArgs: 255 })),
  { name: 'hashFiles', minArgs: 1, maxArgs: 255 },
]

/** The expressions between `${{` and `}}` in a text, parsed; those that cannot be are left out, GitHub's parser speaks of them. */
export function expressionsIn(text: string): Expr[] {
  return [...text.matchAll(/\$\{\{((?:[^'}]|'[^']*'|\}(?!\}))*)\}\}/g)].flatMap(([, inner = '']) => parse(inner) ?? [])
}

/** The expression of an `if`, which needs no `${{`. */
export const conditionOf = (text: string): Expr[] => (text.includes('${{') ? expressionsIn(text) : (parse(text) ?? []))

function parse(text: string): Expr[] | undefined {
  try {
    return [new Parser(new Lexer(text).lex().tokens, CONTEXTS, FUNCTIONS).parse()]
  } catch {
    return undefined
  }
}

/** Functions whose answer is a truth or a number of ours, whatever they are given. */
const TELLS_NOTHING = new Set([
  'contains',
  'startswith',
  'endswith',
  'hashfiles',
  'always',
  'success',
  'failure',
  'cancelled',
])

/**
 * The contexts whose value becomes part of an expression's value, in lower case with dots: `github.event.issue.title`, `*` for each of
 * a list. What is only compared or searched is left out.
 */
export function valuesOf(expression: Expr): string[] {
  if (expression instanceof Grouping) return valuesOf(expression.group)
  if (expression instanceof Logical) return expression.args.flatMap(valuesOf)
  if (expression instanceof Unary || expression instanceof Binary) return []
  if (expression instanceof FunctionCall)
    return TELLS_NOTHING.has(expression.functionName.lexeme.toLowerCase()) ? [] : expression.args.flatMap(valuesOf)
  const path = pathOf(expression)
  return path === undefined ? [] : [path]
}

/** All contexts of an expression, also those that are only compared. */
export function contextsOf(expression: Expr): string[] {
  if (expression instanceof Grouping) return contextsOf(expression.group)
  if (expression instanceof Logical || expression instanceof FunctionCall) return expression.args.flatMap(contextsOf)
  if (expression instanceof Unary) return contextsOf(expression.expr)
  if (expression instanceof Binary) return [expression.left, expression.right].flatMap(contextsOf)
  const path = pathOf(expression)
  return path === undefined ? [] : [path]
}

function pathOf(expression: Expr): string | undefined {
  if (expression instanceof ContextAccess) return expression.name.lexeme.toLowerCase()
  if (!(expression instanceof IndexAccess)) return undefined
  const { expr, index } = expression
  const parent = expr instanceof FunctionCall || expr instanceof Grouping ? valuesOf(expr)[0] : pathOf(expr)
  if (parent === undefined) return undefined
  if (index instanceof Star) return `${parent}.*`
  return index instanceof Literal ? `${parent}.${index.literal.coerceString().toLowerCase()}` : `${parent}.*`
}
