import type { RawFinding } from '../../check.ts'
import type { Rule } from '../../finding.ts'
import { rulePage } from '../../rule-page.ts'
import type { Catalogue, Table } from '../catalogue.ts'
import type { Origins, Place } from '../origins.ts'
import type { Settings } from '../settings.ts'

/** What a rule sees. */
export interface View {
  catalogue: Catalogue
  /** Tables that hold or lead to rows of their own: parts of a partitioned table follow their root. */
  tables: readonly Table[]
  tableOf: (name: string) => Table | undefined
  origins: Origins
  settings: Settings
}

/** What a rule says, and where it stands; without a place it stands at the start of the last file. */
export interface Hit extends Pick<RawFinding, 'message' | 'evidence' | 'fix'> {
  at: Place | undefined
  /** `executed`, because it is read from a running catalogue; `pattern` where a name is all there is to go by. */
  basis?: 'pattern'
}

export interface SchemaRule extends Omit<Rule, 'id' | 'docs' | 'since'> {
  /** The part of the id behind `postgres-schema/`. */
  name: string
  /** It says that something is missing, which is not known while files are missing. */
  ofAbsence?: boolean
  find?: (view: View) => Hit[]
}

export const CHECK = 'postgres-schema'

export function ruleId(name: string): string {
  return `${CHECK}/${name}`
}

/** The rule as every surface shows it. */
export function ruleData({ name, title, severity, enabled, why, fix, sameAs }: SchemaRule): Rule {
  const off = enabled === false ? { enabled } : {}
  return { id: ruleId(name), title, severity, ...off, why, fix, since: '0.1.0', sameAs, docs: rulePage(ruleId(name)) }
}

/** `"a"`, `"a" and "b"`, `"a", "b" and "c"` */
export function list(names: readonly string[]): string {
  const each = names.map((name) => `"${name}"`)
  return each.length < 2 ? each.join('') : `${each.slice(0, -1).join(', ')} and ${each.at(-1)}`
}
