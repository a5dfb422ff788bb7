import {
  DIRECTORY_MIME_TYPE,
  memorySkillFiles,
  type Skill,
  SkillsExtension,
} from '@modelcontextprotocol/server/ext/skills'
import type { Agent, Snapshot } from '../catalog/agent.ts'

/**
 * The catalogue as the Skills extension (SEP-2640) serves it: each agent a folder with SKILL.md and references/. The
 * entries (digests, sizes, front matter) are made by the SDK; its own wiring needs a McpServer, which costs a fifth of
 * the throughput when one is made for each request, so the three methods are ours.
 */
interface SkillSet {
  entries: readonly Skill[]
  files: ReadonlyMap<string, string>
}

const known = new WeakMap<Snapshot, Promise<SkillSet>>()

function skillsOf(snapshot: Snapshot): Promise<SkillSet> {
  let skills = known.get(snapshot)
  if (skills === undefined) {
    skills = buildSkills(snapshot)
    known.set(snapshot, skills)
  }
  return skills
}

/** All agents as skills, sorted by address. */
export const listSkills = async (snapshot: Snapshot): Promise<Skill[]> => [...(await skillsOf(snapshot)).entries]

/** The skill whose SKILL.md is at `uri`. */
export async function getSkill(snapshot: Snapshot, uri: string): Promise<Skill | undefined> {
  return (await skillsOf(snapshot)).entries.find((skill) => skill.uri === uri)
}

export async function readSkillFile(snapshot: Snapshot, uri: string): Promise<string | undefined> {
  return (await skillsOf(snapshot)).files.get(uri.slice('skill://'.length))
}

/** The direct children of a skill's folder; undefined when there is no such folder. */
export async function readSkillFolder(
  snapshot: Snapshot,
  uri: string,
): Promise<{ uri: string; name: string; mimeType: string; size?: number }[] | undefined> {
  const { files } = await skillsOf(snapshot)
  const folder = `${uri.slice('skill://'.length).replace(/\/$/, '')}/`
  const inside = [...files.keys()].filter((path) => path.startsWith(folder)).map((path) => path.slice(folder.length))
  if (inside.length === 0) return undefined
  const names = [...new Set(inside.map((path) => path.split('/', 1)[0] ?? path))].sort()
  return names.map((name) => {
    const text = files.get(folder + name)
    const child = { uri: `skill://${folder}${name}`, name }
    return text === undefined
      ? { ...child, mimeType: DIRECTORY_MIME_TYPE }
      : { ...child, mimeType: 'text/markdown', size: Buffer.byteLength(text) }
  })
}

async function buildSkills(snapshot: Snapshot): Promise<SkillSet> {
  const files = new Map((await Promise.all(snapshot.agents.map(async (agent) => skillFiles(snapshot, agent)))).flat())
  const catalog = await SkillsExtension.load(memorySkillFiles(Object.fromEntries(files)), { onWarning: () => {} })
  return { entries: catalog.entries, files }
}

async function skillFiles(snapshot: Snapshot, agent: Agent): Promise<[path: string, text: string][]> {
  const body = (await snapshot.read(agent)) ?? ''
  const parts = agent.references.map(async ({ topic }): Promise<[string, string]> => [
    `${agent.name}/references/${topic}.md`,
    (await snapshot.read(agent, `references/${topic}`)) ?? '',
  ])
  return [[`${agent.name}/SKILL.md`, `${frontMatter(agent)}${body}`], ...(await Promise.all(parts))]
}

/** Only keys that the Agent Skills format knows; ours go under metadata. A JSON string is a YAML string. */
function frontMatter({ name, description, title, category, tier, model, checks, layer }: Agent): string {
  const metadata = { title, category, tier, model, checks: checks.join(' '), layer }
  const lines = Object.entries(metadata).flatMap(([key, value]) =>
    value === '' ? [] : [`  ${key}: ${JSON.stringify(value)}`],
  )
  return [
    '---',
    `name: ${name}`,
    `description: ${JSON.stringify(description.slice(0, 1024))}`,
    'metadata:',
    ...lines,
    '---',
    '',
    '',
  ].join('\n')
}
