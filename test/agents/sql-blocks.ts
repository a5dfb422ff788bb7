import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { globSync } from 'tinyglobby'
import { readMarkdown } from '../../src/checks/agent-definition/markdown.ts'

/** A fenced block of SQL in an agent's text that is not a setup. */
export interface Block {
  agent: string
  /** `<agent>/AGENT.md` or `<agent>/references/<topic>.md`. */
  file: string
  line: number
  /** Words after the engine: `bad`, a rule, a version. */
  words: readonly string[]
  text: string
  /** What the file's setup blocks for the same engine hold. */
  setup: string
}

/** Blocks of one engine in the folders of the agents named, in the order of the text. */
export function sqlBlocks(root: string, agents: readonly string[], engine: string): Block[] {
  return agents.flatMap((agent) =>
    globSync('**/*.md', { cwd: join(root, 'agents', agent) }).flatMap((file): Block[] => {
      const text = readFileSync(join(root, 'agents', agent, file), 'utf8')
      const fences = readMarkdown(text, 0).fences.filter(({ info }) => info[0] === 'sql' && info[1] === engine)
      const setup = fences.filter(({ info }) => info[2] === 'setup').map(({ value }) => value)
      return fences
        .filter(({ info }) => info[2] !== 'setup')
        .map(({ info, value, start }) => ({
          agent,
          file: `${agent}/${file}`,
          line: text.slice(0, start).split('\n').length,
          words: info.slice(2),
          text: value,
          setup: setup.join('\n'),
        }))
    }),
  )
}
