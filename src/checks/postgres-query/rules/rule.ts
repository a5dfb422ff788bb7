import type { Node } from '@pgsql/types'
import type { RawFinding } from '../../check.ts'
import type { Rule } from '../../finding.ts'
import type { ParsedStatement } from '../../postgres-migration/parse.ts'
import type { Catalogue } from '../../postgres-schema/catalogue.ts'
import { rulePage } from '../../rule-page.ts'
import type { Block } from '../blocks.ts'
import type { PlanNode } from '../plan.ts'
import type { Proposal } from '../propose.ts'
import type { Settings } from '../settings.ts'

/** What a rule sees of one statement. */
export interface View {
  statement: ParsedStatement
  blocks: readonly Block[]
  /** Of the schema that the query is for; undefined when there is none or it could not be made. */
  catalogue: Catalogue | undefined
  /** How the server plans it on generated rows; undefined when it does not. */
  plan: PlanNode | undefined
  /** Rows that were generated, by the table's name in the catalogue. */
  sizes: ReadonlyMap<string, number>
  /** The index that the planner would use. */
  proposal: Proposal | undefined
  /** Indexes that were tried. */
  tried: number
  /** Casts that change nothing of a value, `<type of pg_type> <type as it is written>`: an index serves it all the same. */
  freeCasts: ReadonlySet<string>
  settings: Settings
}

/** What a rule says, and the part of the statement it says it of. */
export interface Hit extends Pick<RawFinding, 'message' | 'evidence'> {
  /** A node, or an index at which a word stands; without either it is the statement. */
  at?: Node | number | undefined
  /** `executed`: read from a running catalogue or a plan. */
  basis: 'executed' | 'parsed'
  /** What to write instead. */
  fix?: string
}

export interface QueryRule extends Omit<Rule, 'id' | 'docs' | 'since'> {
  /** The part of the id behind `postgres-query/`. */
  name: string
  find?: (view: View) => Hit[]
}

export const CHECK = 'postgres-query'

export function ruleId(name: string): string {
  return `${CHECK}/${name}`
}

/** The rule as every surface shows it. */
export function ruleData({ name, title, severity, why, fix, sameAs }: QueryRule): Rule {
  return { id: ruleId(name), title, severity, why, fix, since: '0.1.0', sameAs, docs: rulePage(ruleId(name)) }
}
