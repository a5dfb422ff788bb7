import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Agent } from './agent.ts'
import { decodeText } from './decode.ts'
import { splitFrontMatter } from './front-matter.ts'

/** What the build writes to dist/catalog.json. Paths are relative to the package. */
export interface CompiledCatalog {
  /** Hash of the agents and their texts. */
  version: string
  agents: readonly Agent[]
}

/** The folder of the package: dist/ is flat, so it is the parent of the folder of any built module. */
export const PACKAGE_ROOT: string = fileURLToPath(new URL('..', import.meta.url))

/** The built-in agents as compiled: no YAML is read. */
export async function readBuiltIn(packageRoot: string): Promise<CompiledCatalog> {
  const { version, agents } = JSON.parse(
    readFileSync(join(packageRoot, 'dist', 'catalog.json'), 'utf8'),
  ) as CompiledCatalog
  return { version, agents: agents.map((agent) => ({ ...agent, path: join(packageRoot, agent.path) })) }
}

/** The text of a part of a built-in agent, from its packaged file. */
export async function readBuiltInText(agent: Agent, part: string): Promise<string | undefined> {
  const path = part === '' ? agent.path : join(agent.path, '..', `${part}.md`)
  const decoded = decodeText(readFileSync(path))
  return 'text' in decoded ? splitFrontMatter(decoded.text).body : undefined
}
