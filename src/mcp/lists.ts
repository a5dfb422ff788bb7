import type { ListPromptsResult, ListResourcesResult } from '@modelcontextprotocol/server'
import type { Snapshot } from '../catalog/agent.ts'
import { writeInstructions } from './instructions.ts'
import { listPrompts } from './prompts.ts'
import { listResources } from './resources.ts'

/** What depends on nothing but the catalogue. Over HTTP each request has a server of its own, so this is made once. */
export interface Lists {
  instructions: string
  prompts: ListPromptsResult
  resources: ListResourcesResult
}

const known = new WeakMap<Snapshot, Lists>()

export function listsOf(snapshot: Snapshot): Lists {
  let lists = known.get(snapshot)
  if (lists === undefined) {
    lists = {
      instructions: writeInstructions(snapshot),
      prompts: listPrompts(snapshot),
      resources: listResources(snapshot),
    }
    known.set(snapshot, lists)
  }
  return lists
}

/** Which lists are not what they were. */
export interface ChangedLists {
  prompts: boolean
  resources: boolean
}

/** What clients must be told after a reload. */
export function changedLists(before: Snapshot, after: Snapshot): ChangedLists {
  const differs = (name: 'prompts' | 'resources'): boolean =>
    JSON.stringify(listsOf(before)[name]) !== JSON.stringify(listsOf(after)[name])
  return { prompts: differs('prompts'), resources: differs('resources') }
}
