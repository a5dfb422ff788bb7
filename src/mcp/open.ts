import type { Snapshot } from '../catalog/agent.ts'
import { openContext, type OpenContext, type OpenOptions } from '../operations/open.ts'
import { type ChangedLists, changedLists } from './lists.ts'

/** What the surroundings give; watching is the server's own affair. */
export type Surroundings = Omit<OpenOptions, 'onChange'>

/** Opens the catalogue and watches it; `announce` is told which lists an edit has changed, and only when one has. */
export async function openWatched(
  surroundings: Surroundings,
  announce: (changed: ChangedLists) => void,
): Promise<OpenContext> {
  let before: Snapshot | undefined
  const context = await openContext({
    ...surroundings,
    onChange: (after) => {
      const changed = changedLists(before ?? after, after)
      before = after
      if (changed.prompts || changed.resources) announce(changed)
    },
  })
  before = context.snapshot()
  return context
}
