import type { Check, CheckOutput, RawFinding, Source } from '../check.ts'
import { readAgents } from './agent-files.ts'
import type { AgentFiles, AgentText, Unread } from './agent-files.ts'
import { AGENT_RULES } from './agent-rules.ts'
import { withFenceProblems } from './fence-problems.ts'
import { textsOf } from './rule.ts'
import type { Hit, Surroundings } from './rule.ts'
import { readSection } from '../read-section.ts'
import { schema } from './settings.ts'

/** Checks the agent files among the sources. What is on file but not to be reported on is seen by the rules all the same. */
export const check: Check = async (input) => {
  const { factMaxAgeDays, agents: elsewhere } = readSection('agent-definition', schema, input.settings)
  const output: CheckOutput = { findings: [], notChecked: [], checked: [], comments: [], blocks: [] }
  if (input.sources.length === 0) {
    const remedy = 'name a folder that holds agents (agents/<name>/AGENT.md), skills or .claude/agents'
    output.notChecked.push({ path: '.', reason: 'there is no agent file', remedy })
    return output
  }
  const { agents: read, unread } = readAgents(input.sources)
  output.notChecked.push(...unread)
  const skipped = new Set(unread.map(({ path }) => path))
  const agents = await Promise.all(read.map(withBlocks))
  const known = { ...input.known, agents: [...input.known.agents, ...elsewhere] }
  const until = performance.now() + input.deadline
  for (const agent of agents) {
    const reported = agent.sources.filter(({ path, report }) => report && !skipped.has(path))
    const hindrance = hindranceOf(agent, skipped, until)
    if (hindrance !== undefined) {
      output.notChecked.push(...reported.map(({ path }) => ({ path, ...hindrance })))
      continue
    }
    const started = performance.now()
    const neighbours = agents.filter((other) => groupOf(other) === groupOf(agent))
    output.findings.push(...findingsOf(agent, { neighbours, known, today: input.today, factMaxAgeDays }))
    const ms = (performance.now() - started) / Math.max(reported.length, 1)
    for (const { path } of reported) {
      output.checked.push({ path, ms })
      input.progress(path)
    }
    collectComments(agent, output)
  }
  return output
}

/** Why nothing is said about an agent. One that is half read would seem to lack what was not read. */
function hindranceOf(agent: AgentFiles, skipped: ReadonlySet<string>, until: number): Omit<Unread, 'path'> | undefined {
  const unread = agent.sources.find(({ path }) => skipped.has(path))
  if (unread !== undefined)
    return { reason: `it belongs together with ${unread.path}, which was not read`, remedy: 'mend that file first' }
  if (performance.now() <= until) return undefined
  return { reason: 'the time was up', remedy: 'check fewer agents in one run, or give it more time' }
}

function findingsOf(agent: AgentFiles, surroundings: Surroundings): RawFinding[] {
  return AGENT_RULES.filter(({ formats }) => formats.includes(agent.format)).flatMap((rule) =>
    rule
      .find(agent, surroundings)
      .filter(({ source }) => source.report)
      .map(({ source, ...hit }: Hit) => ({
        ...hit,
        rule: `agent-definition/${rule.id}`,
        path: source.path,
        basis: rule.basis,
      })),
  )
}

async function withBlocks(agent: AgentFiles): Promise<AgentFiles> {
  if (agent.format !== 'maifady') return agent
  const parsed = (text: AgentText): Promise<AgentText> => withFenceProblems(text)
  return {
    ...agent,
    definition: agent.definition === undefined ? undefined : await parsed(agent.definition),
    references: await Promise.all(agent.references.map(parsed)),
  }
}

/** Comments in which a rule can be suppressed: HTML in Markdown, `#` in YAML. A suppression covers the section it begins. */
function collectComments(agent: AgentFiles, output: CheckOutput): void {
  for (const { source, markdown, frontMatter } of textsOf(agent)) {
    if (!source.report) continue
    const comments = [...markdown.comments, ...(frontMatter?.comments ?? [])]
    output.comments?.push(...comments.map((comment) => ({ ...comment, path: source.path })))
    output.blocks?.push(
      ...blocksOf(source, markdown.units),
      ...blocksOf(source, markdown.fences),
      ...blocksOf(source, markdown.tables),
    )
  }
  for (const file of [agent.routing, agent.facts]) {
    if (file?.source.report !== true) continue
    output.comments?.push(...file.comments.map((comment) => ({ ...comment, path: file.source.path })))
  }
}

const blocksOf = ({ path }: Source, ranges: readonly { start: number; end: number }[]) =>
  ranges.map(({ start, end }) => ({ path, start, end }))

/** Agents see each other when one folder holds them; where no folder is known, each stands alone. */
const groupOf = ({ place, format }: AgentFiles): string => `${format} ${place.group === '' ? place.agent : place.group}`
