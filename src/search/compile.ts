import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Agent } from '../catalog/agent.ts'
import { emptyIndex, indexAgents, writeIndex } from './index-data.ts'

/** Indexes the agents of catalog.json in the build folder and writes search.json beside it. */
export async function compileSearch(outDir: string): Promise<void> {
  const { agents } = JSON.parse(await readFile(join(outDir, 'catalog.json'), 'utf8')) as { agents: Agent[] }
  await writeFile(join(outDir, 'search.json'), writeIndex(indexAgents(emptyIndex(), agents)))
}
