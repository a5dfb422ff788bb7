import { readYaml } from '../read-yaml.ts'
import type { Agent, LayerName, Problem, Reference, Routing } from './agent.ts'
import { splitFrontMatter } from './front-matter.ts'
import { LIMITS } from './limits.ts'
import { type Checked, checkFrontMatter, checkRouting } from './schema.ts'

/** The files of one agent, as text. */
export interface AgentSource {
  /** Folder or file name without `.md`; the agent's name must equal it. */
  name: string
  layer: LayerName
  core: TextFile
  routing?: TextFile
  references: readonly (TextFile & { topic: string })[]
}

export interface TextFile {
  path: string
  text: string
}

export interface LoadedAgent {
  agent: Agent
  /** Markdown by part: '' is the core, `references/<topic>` the others. */
  texts: ReadonlyMap<string, string>
}

export interface ParsedAgent {
  /** Undefined when the core is broken. */
  loaded: LoadedAgent | undefined
  problems: Problem[]
}

export const NO_ROUTING: Routing = { aliases: [], examples: [], nearMisses: [], keywords: {} }

/** Reads one agent. A broken routing.yaml or reference is a problem and the agent is served without it. */
export function parseAgent(source: AgentSource): ParsedAgent {
  const problems: Problem[] = []
  const report = (path: string, message: string): undefined =>
    void problems.push({ path, layer: source.layer, message })

  const { yaml, body, bodyLine } = splitFrontMatter(source.core.text)
  if (yaml === undefined) {
    report(source.core.path, 'line 1: it has no front matter; begin with "---", name, description, "---"')
    return { loaded: undefined, problems }
  }
  // The front matter starts on the second line of the file.
  const front = readChecked(yaml, (value) => checkFrontMatter(value, source.layer), 1)
  if ('fault' in front) {
    report(source.core.path, front.fault)
    return { loaded: undefined, problems }
  }
  if (front.value.name !== source.name) {
    report(
      source.core.path,
      `"name" is "${front.value.name}" but the folder or file is called "${source.name}"; make them equal`,
    )
    return { loaded: undefined, problems }
  }
  if (body.trim() === '') {
    report(
      source.core.path,
      `line ${bodyLine}: there is no text after the front matter; write the agent's instructions`,
    )
    return { loaded: undefined, problems }
  }

  let asked = NO_ROUTING
  if (source.routing !== undefined) {
    const parsed = readChecked(source.routing.text, checkRouting, 0)
    if ('fault' in parsed) report(source.routing.path, parsed.fault)
    else asked = parsed.value
  }
  const texts = new Map([['', body]])
  const references: Reference[] = []
  for (const { topic, text } of source.references) {
    const split = splitFrontMatter(text)
    texts.set(`references/${topic}`, split.body)
    references.push(describeReference(topic, split.body))
  }
  const agent: Agent = {
    ...front.value,
    title: front.value.title ?? titleFromName(source.name),
    references,
    routing: asked,
    layer: source.layer,
    path: source.core.path,
  }
  return { loaded: { agent, texts }, problems }
}

/** Reads YAML and checks the value. `linesBefore`: lines of the file above the YAML text. */
function readChecked<Value>(
  text: string,
  check: (value: unknown) => Checked<Value>,
  linesBefore: number,
): { value: Value } | { fault: string } {
  if (text.length > LIMITS.yamlCharacters) {
    return { fault: `its YAML has more than ${LIMITS.yamlCharacters} characters; shorten it` }
  }
  const { value, error, lineOf } = readYaml(text)
  if (error !== undefined) return { fault: `line ${error.line + linesBefore}: ${error.message}` }
  const checked = check(value ?? {})
  return 'value' in checked ? checked : { fault: `line ${lineOf(checked.path) + linesBefore}: ${checked.message}` }
}

/** Title and "read when" of a reference: its first heading, and the first sentence that begins a line with "Read when". */
function describeReference(topic: string, text: string): Reference {
  const title = /^#[ \t]+(.+)$/m.exec(text)?.[1]?.trim() ?? titleFromName(topic)
  const readWhen = /^[>*_ ]{0,4}read when[:*_ ]{0,4}(.+?(?:\.(?=\s)|$))/im.exec(text)?.[1] ?? ''
  return { topic, title: title.slice(0, LIMITS.title), readWhen: readWhen.trim().slice(0, LIMITS.phrase) }
}

const titleFromName = (name: string): string =>
  name
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ')
