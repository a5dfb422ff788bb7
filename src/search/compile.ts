import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Agent } from '../catalog/agent.ts'
import { addAgents, emptyPostings, writePostings } from './postings.ts'

/** Indexes the agents of catalog.json in the build folder and writes search.json beside it. */
export async function compileSearch(outDir: string): Promise<void> {
  const { agents } = JSON.parse(await readFile(join(outDir, 'catalog.json'), 'utf8')) as { agents: Agent[] }
  await writeFile(join(outDir, 'search.json'), writePostings(addAgents(emptyPostings(), agents)))
}
