import type { Step } from '../steps.ts'
import { nameOfTarget } from '../target.ts'

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
