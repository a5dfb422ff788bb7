import type { Source } from '../check.ts'
import { placeOf } from './formats.ts'
import type { FormatId, Place } from './formats.ts'
import { readMarkdown } from './markdown.ts'
import type { Markdown } from './markdown.ts'
import { readOutputSample } from './output-shape.ts'
import type { OutputSample } from './output-shape.ts'
import { shapeIssues } from './shapes.ts'
import { readYamlText } from '../yaml-text.ts'
import type { YamlText } from '../yaml-text.ts'

/** A Markdown file of an agent. */
export interface AgentText {
  source: Source
  place: Place
  /** The YAML between the `---` lines; undefined when there is none. */
  frontMatter: YamlText | undefined
  /** Where the text after the front matter begins. */
  bodyStart: number
  markdown: Markdown
}

/** An agent with the files that belong to it. */
export interface AgentFiles {
  format: FormatId
  /** Of its first file. */
  place: Place
  /** The name its path demands; undefined when the format does not tie it to the path. */
  expectedName: string | undefined
  /** As the front matter has it, or else as the path has it. */
  name: string
  /** Front matter as plain data; empty when it cannot be read. */
  data: Readonly<Record<string, unknown>>
  definition: AgentText | undefined
  references: readonly AgentText[]
  routing: YamlText | undefined
  facts: YamlText | undefined
  /** The sample of its answer; undefined when there is none that is JSON. */
  output: OutputSample | undefined
  /** All its sources. */
  sources: readonly Source[]
}

export interface Unread {
  path: string
  reason: string
  remedy: string
}

/** Longer ones are not parsed: an agent file is read whole by a model, and 30,000 characters are the most any client takes. */
const MAX_LENGTH = 256 * 1024

/** Puts sources together to agents. A file that cannot be read is `unread`, and its agent is made of the rest. */
export function readAgents(sources: readonly Source[]): { agents: AgentFiles[]; unread: Unread[] } {
  const unread: Unread[] = []
  const byAgent = groupBy(
    sources.flatMap((source) => readSource(source, unread)),
    ({ place }) => place.agent,
  )
  const agents = [...byAgent.values()].map((parts): AgentFiles => {
    const texts = parts.flatMap(({ text }) => text ?? [])
    const definition = texts.find(({ place }) => place.part === 'definition')
    const yamlOf = (part: string): YamlText | undefined => parts.find(({ place }) => place.part === part)?.yaml
    const data = asRecord(definition?.frontMatter?.value)
    const { place } = parts[0] as ReadPart
    const { format, name: expectedName } = place
    return {
      format,
      place,
      expectedName,
      name: typeof data['name'] === 'string' ? data['name'] : (expectedName ?? ''),
      data,
      definition,
      references: texts.filter(({ place }) => place.part === 'reference'),
      routing: yamlOf('routing'),
      facts: yamlOf('facts'),
      output: definition === undefined || format !== 'maifady' ? undefined : readOutputSample(definition),
      sources: parts.map(({ source }) => source),
    }
  })
  return { agents, unread }
}

interface ReadPart {
  source: Source
  place: Place
  text?: AgentText
  yaml?: YamlText
}

function readSource(source: Source, unread: Unread[]): ReadPart[] {
  const place = placeOf(source.path, true)
  if (place === undefined) {
    const remedy = 'name AGENT.md, SKILL.md, a *.agent.md file or a file under .claude/agents'
    unread.push({ path: source.path, reason: 'its path is that of no agent file', remedy })
    return []
  }
  if (source.text.length > MAX_LENGTH) {
    const reason = `it has ${source.text.length} characters; more than ${MAX_LENGTH} are not read`
    unread.push({ path: source.path, reason, remedy: 'move depth into references that are read on demand' })
    return [{ source, place }]
  }
  if (place.part === 'routing' || place.part === 'facts') {
    return [{ source, place, yaml: withIssues(readYamlText(source, 0, source.text.length), place) }]
  }
  try {
    return [{ source, place, text: readText(source, place) }]
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    unread.push({
      path: source.path,
      reason: `the Markdown parser gave up: ${message}`,
      remedy: 'write it with less nesting',
    })
    return [{ source, place }]
  }
}

function readText(source: Source, place: Place): AgentText {
  const { text } = source
  const open = /^\uFEFF?---[ \t]*\r?\n/.exec(text)?.[0].length
  const close = open === undefined ? null : /^---[ \t]*\r?$/m.exec(text.slice(open))
  const bodyStart = open === undefined || close === null ? 0 : afterLine(text, open + close.index)
  const frontMatter =
    open === undefined || close === null || place.part !== 'definition'
      ? undefined
      : withIssues(readYamlText(source, open, open + close.index), place)
  return { source, place, frontMatter, bodyStart, markdown: readMarkdown(text, bodyStart) }
}

function withIssues(yaml: YamlText, { format, part }: Place): YamlText {
  if (yaml.error !== undefined) return yaml
  // An empty file means: nothing said.
  return { ...yaml, issues: shapeIssues(format, part, yaml.value ?? {}) }
}

// Map.groupBy came with Node 21.
function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>()
  for (const item of items) {
    const group = groups.get(keyOf(item))
    if (group === undefined) groups.set(keyOf(item), [item])
    else group.push(item)
  }
  return groups
}

function afterLine(text: string, from: number): number {
  const end = text.indexOf('\n', from)
  return end === -1 ? text.length : end + 1
}

const asRecord = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {}
