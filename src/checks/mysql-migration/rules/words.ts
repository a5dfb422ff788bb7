import type { Level } from '../online-ddl/operation.ts'
import type { Step } from '../steps.ts'
import { nameOfTarget, type Target } from '../target.ts'
import { copiesOnline } from '../verdict.ts'

/** "`a` is added and the table is renamed" */
export function listed(parts: readonly string[]): string {
  const unique = [...new Set(parts)]
  if (unique.length > 4) return `${unique.slice(0, 3).join(', ')} and ${unique.length - 3} more`
  const last = unique.at(-1) ?? ''
  return unique.length < 2 ? last : `${unique.slice(0, -1).join(', ')} and ${last}`
}

export const tableName = ({ alter }: Step): string => `\`${alter?.table ?? ''}\``

export const because = ({ verdict }: Step): string => listed((verdict?.because ?? []).map(({ what }) => what))

export const onTarget = ({ target }: Step): string => `on ${nameOfTarget(target)}`

/** Says LOCK=NONE of a copy, on a server that can do it so: others write on meanwhile. */
export const asksOnlineCopy = ({ alter, verdict, target }: Step): boolean =>
  verdict?.level === 'copy' && alter?.lock === 'NONE' && copiesOnline(target)

/** The clause that lets the server do this and nothing dearer. */
export function clauseFor(level: Level, writes: boolean, target: Target): string {
  const lock = writes ? 'NONE' : 'SHARED'
  if (level === 'instant') return 'ALGORITHM=INSTANT'
  if (level === 'copy') return `ALGORITHM=COPY, LOCK=${copiesOnline(target) ? 'NONE' : 'SHARED'}`
  const algorithm = level === 'in-place' && target.engine === 'mariadb' ? 'NOCOPY' : 'INPLACE'
  return `ALGORITHM=${algorithm}, LOCK=${lock}`
}
