import type { Expr } from '@actions/expressions/ast'
import { Binary, FunctionCall, Grouping, Literal, Logical, Unary } from '@actions/expressions/ast'
import { conditionOf, contextsOf } from '../expressions.ts'
import { textOf } from '../read.ts'
import type { ActionsRule, Hit, View } from './rule.ts'

/** The conditions of jobs and steps with their paths. */
const conditions = ({ jobs }: View): { at: readonly PropertyKey[]; expressions: Expr[] }[] =>
  jobs.flatMap(({ path, value, steps }) =>
    [{ path, value }, ...steps].flatMap((each) => {
      const text = textOf(each.value['if'])
      return text === undefined ? [] : [{ at: [...each.path, 'if'], expressions: conditionOf(text) }]
    }),
  )

function partsOf(expression: Expr): Expr[] {
  const inner =
    expression instanceof Grouping
      ? [expression.group]
      : expression instanceof Logical || expression instanceof FunctionCall
        ? expression.args
        : expression instanceof Unary
          ? [expression.expr]
          : expression instanceof Binary
            ? [expression.left, expression.right]
            : []
  return [expression, ...inner.flatMap(partsOf)]
}

const literal = (expression: Expr | undefined): string | undefined =>
  expression instanceof Literal ? expression.literal.coerceString() : undefined

export const unsoundContains: ActionsRule = {
  name: 'unsound-contains',
  title: 'A list that is really one text',
  severity: 'error',
  why: 'contains() of a text asks for a part of it: a branch called `a` is in `refs/heads/main refs/heads/develop`. Who may name a branch passes the condition.',
  fix: 'contains(fromJSON(\'["refs/heads/main", "refs/heads/develop"]\'), github.ref)',
  sameAs: ['zizmor:unsound-contains'],
  find: (view) =>
    conditions(view).flatMap(({ at, expressions }) =>
      expressions.flatMap(partsOf).flatMap((part): Hit[] => {
        if (!(part instanceof FunctionCall) || part.functionName.lexeme.toLowerCase() !== 'contains') return []
        const [list, item] = part.args
        const text = literal(list)
        const asked = item === undefined ? [] : contextsOf(item)
        const [context] = asked
        return text === undefined ||
          context === undefined ||
          !/^github\.(?:ref|ref_name|head_ref|base_ref|actor|triggering_actor)$/.test(context)
          ? []
          : [{ at, message: `\`${context}\` passes when it is any part of ${JSON.stringify(text)}.` }]
      }),
    ),
}

export const botCondition: ActionsRule = {
  name: 'bot-condition',
  title: 'A condition that anybody can meet',
  severity: 'error',
  why: '`github.actor` is who made the last event, not whose code runs: a stranger lets Dependabot touch their pull request, or re-runs it.',
  fix: "github.event.pull_request.user.login == 'dependabot[bot]', with on: pull_request where that is enough.",
  sameAs: ['zizmor:bot-conditions'],
  find: (view) => {
    if (!view.triggers.has('pull_request_target') && !view.triggers.has('workflow_run')) return []
    return conditions(view).flatMap(({ at, expressions }) =>
      expressions.flatMap(partsOf).flatMap((part): Hit[] => {
        if (!(part instanceof Binary) || part.operator.lexeme !== '==') return []
        const sides = [part.left, part.right]
        const bot = sides.map(literal).find((text) => text?.endsWith('[bot]'))
        const actor = sides.flatMap(contextsOf).find((context) => /^github\.(?:actor|triggering_actor)$/.test(context))
        return bot === undefined || actor === undefined
          ? []
          : [{ at, message: `\`${actor}\` is compared with "${bot}" where strangers' pull requests get a token.` }]
      }),
    )
  },
}
