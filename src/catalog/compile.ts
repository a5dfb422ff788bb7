import { createHash } from 'node:crypto'
import { realpath, writeFile } from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'
import type { Agent } from './agent.ts'
import type { CompiledCatalog } from './built-in.ts'
import { PLANNED } from './planned.ts'
import { readLayer } from './read-layer.ts'
import { makeSnapshot } from './snapshot.ts'

/**
 * Reads agents/ and writes the compiled catalogue into the build folder, so that starting parses no YAML.
 * Throws when an agent is broken, an alias conflicts, or a hand-off or near miss names an agent that is neither there nor planned.
 */
export async function compileCatalog(agentsDir: string, outDir: string): Promise<void> {
  const folder = await realpath(agentsDir)
  const { agents: loaded, problems } = await readLayer(folder, 'built-in', folder)
  const agents = loaded.map(({ agent }) => agent)
  const snapshot = makeSnapshot({ agents, problems, version: '', readText: async () => undefined })
  const faults = [
    ...snapshot.problems.map(({ path, message }) => `${path}: ${message}`),
    ...agents.flatMap((agent) => wrongTargets(agent, (name) => snapshot.get(name) !== undefined)),
  ]
  if (agents.length === 0) faults.push(`${agentsDir}: there is no agent`)
  if (faults.length > 0) throw new Error(`the catalogue is broken:\n${faults.join('\n')}`)

  const root = dirname(folder)
  const compiled = agents.map((agent) => ({ ...agent, path: relative(root, agent.path).replaceAll(sep, '/') }))
  const hash = createHash('sha256').update(JSON.stringify(compiled))
  for (const { texts } of loaded) for (const [part, text] of texts) hash.update(`\0${part}\0${text}`)
  const catalog: CompiledCatalog = { version: hash.digest('hex').slice(0, 16), agents: compiled }
  await writeFile(join(outDir, 'catalog.json'), JSON.stringify(catalog))
}

function wrongTargets(agent: Agent, exists: (name: string) => boolean): string[] {
  const targets = [...agent.handoffs.map(({ to }) => to), ...agent.routing.nearMisses.flatMap(({ to }) => to ?? [])]
  return targets.flatMap((to) => {
    if (to === agent.name) return `${agent.path}: it hands off to itself`
    if (exists(to) || PLANNED.includes(to)) return []
    return `${agent.path}: it hands off to "${to}", which is neither in the catalogue nor planned`
  })
}
