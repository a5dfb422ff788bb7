import type { Snapshot } from '../catalog/agent.ts'

/** Claude Code cuts what is longer. */
const LIMIT_BYTES = 2_048

const HOW = `Expert engineering agents whose rules are checked by programs.
1. Before an engineering task call find_agent with the task in the user's words, unless a name below fits. fits: false means that none does; then work without.
2. get_agent gives the agent's instructions: follow them; read a reference (part) when they say so.
3. When files are written call check_files, mend every error and check again. Tell the user what was not checked: that is no pass. explain_rule says why a rule is there.`

/** What a client puts before the model: how to use the server, and every agent's name by category. Never longer than 2 KB; names that have no room are counted. */
export function writeInstructions(snapshot: Snapshot): string {
  const categories = [...new Set(snapshot.agents.map(({ category }) => category))].sort()
  let text = `${HOW}\n\nAgents:`
  let left = snapshot.agents.length
  for (const category of categories) {
    let line = `\n${category}:`
    for (const { name } of snapshot.agents.filter((agent) => agent.category === category)) {
      const longer = `${line} ${name}`
      if (Buffer.byteLength(text + longer) > LIMIT_BYTES - 50)
        return `${text}${line}\n… and ${left} more: find_agent lists all.`
      line = longer
      left--
    }
    text += line
  }
  return text
}
