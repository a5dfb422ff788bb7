import type { CreateFunctionStmt, FuncCall, Node } from '@pgsql/types'
import { allOf, as, find, nameOf, words } from './ast.ts'
import type { Block, BlockStatement } from './block.ts'
import type { Statement } from './migration.ts'

interface Routine {
  /** Read when it is called, and once; undefined when it cannot be read. */
  body: () => Block | undefined
  /** How many arguments a call may have. */
  fewest: number
  most: number
}

/** The functions and procedures that the files so far have made, by name and by the types of what they take. */
export type Routines = Map<string, Map<string, Routine>>

/** The body of a statement that makes a routine; undefined for any other. */
export type RoutineOf = (statement: Statement) => Block | undefined

/** Follows CREATE and DROP. */
export function noteRoutine(routines: Routines, statement: Statement, routineOf: RoutineOf): void {
  const dropped = as(statement.node, 'DropStmt')
  if (/^OBJECT_(?:FUNCTION|PROCEDURE|ROUTINE)$/.test(dropped?.removeType ?? ''))
    for (const { objname } of allOf(dropped?.objects, 'ObjectWithArgs')) routines.delete(nameOf(words(objname)))
  const create = as(statement.node, 'CreateFunctionStmt')
  if (create === undefined) return
  const name = nameOf(words(create.funcname))
  const overloads = routines.get(name) ?? new Map<string, Routine>()
  let read: { body: Block | undefined } | undefined
  const body = (): Block | undefined => (read ??= { body: routineOf(statement) }).body
  overloads.set(signatureOf(create), { body, ...arityOf(create) })
  routines.set(name, overloads)
}

/**
 * The statements that run because the given ones call routines of the files, those of routines called from there included. Each routine
 * once, which ends recursion. A trigger's function is called by none of them.
 */
export function calledStatements(callers: readonly BlockStatement[], routines: Routines): BlockStatement[] {
  if (routines.size === 0) return []
  const seen = new Set<Routine>()
  const follow = (caller: BlockStatement): BlockStatement[] =>
    callsIn(caller.node).flatMap((call) => {
      const name = nameOf(words(call.funcname))
      return routinesOf(routines, name, call.args?.length ?? 0).flatMap((routine) => {
        if (seen.has(routine)) return []
        seen.add(routine)
        return (routine.body()?.statements ?? []).flatMap((inner) => {
          const own = {
            ...inner,
            looped: inner.looped || caller.looped,
            committed: inner.committed || caller.committed,
            routine: name,
          }
          return [own, ...follow(own)]
        })
      })
    })
  return callers.flatMap(follow)
}

/** Calls that a statement makes itself; what it defines is not run. */
function callsIn(node: Node): FuncCall[] {
  if (/^(?:CreateFunctionStmt|ViewStmt|RuleStmt|CreateTrigStmt|DoStmt)$/.test(Object.keys(node)[0] ?? '')) return []
  const call = as(node, 'CallStmt')?.funccall
  return [...(call === undefined ? [] : [call]), ...find(node, 'FuncCall')]
}

/** Without a schema a call may mean a routine of any schema in the search path. */
function routinesOf(routines: Routines, name: string, given: number): Routine[] {
  const overloads =
    routines.get(name) ?? [...routines].find(([other]) => !name.includes('.') && other.endsWith(`.${name}`))?.[1]
  return [...(overloads?.values() ?? [])].filter(({ fewest, most }) => fewest <= given && given <= most)
}

function inputs({ parameters }: CreateFunctionStmt): ReturnType<typeof allOf<'FunctionParameter'>> {
  return allOf(parameters, 'FunctionParameter').filter(({ mode }) => mode !== 'FUNC_PARAM_TABLE')
}

function signatureOf(create: CreateFunctionStmt): string {
  const taken = inputs(create).filter(({ mode }) => mode !== 'FUNC_PARAM_OUT')
  return taken.map(({ argType }) => nameOf(words(argType?.names))).join(',')
}

function arityOf(create: CreateFunctionStmt): { fewest: number; most: number } {
  const all = inputs(create)
  const outs = all.filter(({ mode }) => mode === 'FUNC_PARAM_OUT').length
  const optional = all.filter(({ mode, defexpr }) => defexpr !== undefined || mode === 'FUNC_PARAM_VARIADIC').length
  const isOpen = all.some(({ mode }) => mode === 'FUNC_PARAM_VARIADIC')
  // A CALL names the OUT parameters of a procedure, a function call does not.
  const most = create.is_procedure === true ? all.length : all.length - outs
  return { fewest: all.length - outs - optional, most: isOpen ? Number.POSITIVE_INFINITY : most }
}
