/** A node of EXPLAIN (FORMAT JSON), as far as it is read here. https://www.postgresql.org/docs/18/sql-explain.html */
export interface PlanNode {
  'Node Type': string
  'Parent Relationship'?: string
  'Relation Name'?: string
  Schema?: string
  Alias?: string
  'Index Name'?: string
  'Join Type'?: string
  'Join Filter'?: string
  Filter?: string
  'Plan Rows': number
  'Plan Width': number
  'Total Cost': number
  'Startup Cost': number
  Plans?: PlanNode[]
}

/** The plan in the answer to EXPLAIN (FORMAT JSON); undefined when it is none. */
export function readPlan(value: string | undefined): PlanNode | undefined {
  if (value === undefined || !value.startsWith('[')) return undefined
  return (JSON.parse(value) as { Plan?: PlanNode }[])[0]?.Plan
}

/** A node and all below it. */
export function nodesOf(node: PlanNode): PlanNode[] {
  return [node, ...(node.Plans ?? []).flatMap(nodesOf)]
}

/** The conditions that a node tests or looks up. */
export function conditionsIn(node: PlanNode): string[] {
  return Object.entries(node).flatMap(([name, value]: [string, unknown]) =>
    /(?:Filter|Cond)$/.test(name) && typeof value === 'string' ? [value] : [],
  )
}
