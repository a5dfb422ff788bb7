import type { AgentFiles } from '../agent-files.ts'
import { matches } from '../find-in.ts'
import { OURS } from '../rule.ts'
import type { AgentRule } from '../rule.ts'

const SHINGLE = 8
const MOST = 0.05
/** With fewer runs of words one shared sentence would be more than the share. */
const LEAST_SHINGLES = 100

export const duplicateText: AgentRule = {
  id: 'duplicate-text',
  title: 'More than 5 % of the text is that of another agent',
  severity: 'error',
  basis: 'pattern',
  formats: OURS,
  why: 'Copied text is mended in one place and stays wrong in the other, and it makes two agents harder to tell apart.',
  fix: 'Say it in the agent that owns it and hand off, or say what is particular here.',
  sameAs: [],
  find: (agent, { neighbours }) => {
    const { definition } = agent
    const own = shingles(agent)
    if (definition === undefined || own.length < LEAST_SHINGLES) return []
    return neighbours.flatMap((other) => {
      if (other === agent) return []
      const theirs = keysOf(other)
      const shared = own.filter(({ key }) => theirs.has(key))
      const [first] = shared
      const share = shared.length / own.length
      if (first === undefined || share <= MOST) return []
      const message = `${Math.round(share * 100)} % of the runs of ${SHINGLE} words are also in "${other.name}"; ${MOST * 100} % are the most.`
      return [{ source: definition.source, start: first.start, end: first.end, message }]
    })
  },
}

// Each pair of a folder is compared; the runs of one agent are made once.
const KEYS = new WeakMap<AgentFiles, ReadonlySet<string>>()

function keysOf(agent: AgentFiles): ReadonlySet<string> {
  const keys = KEYS.get(agent) ?? new Set(shingles(agent).map(({ key }) => key))
  KEYS.set(agent, keys)
  return keys
}

/** Every run of eight words of the core's prose. */
function shingles({ definition }: AgentFiles): { key: string; start: number; end: number }[] {
  const words = [...matches(definition?.markdown.prose ?? '', /[\p{L}\p{N}]+/gu)]
  return words.slice(0, Math.max(0, words.length - SHINGLE + 1)).map((word, index) => {
    const run = words.slice(index, index + SHINGLE)
    return {
      key: run.map(({ text }) => text.toLowerCase()).join(' '),
      start: word.start,
      end: run.at(-1)?.end ?? word.end,
    }
  })
}
