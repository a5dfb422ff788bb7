import { constants } from 'node:fs'
import { open, opendir, realpath, stat } from 'node:fs/promises'
import { join, sep } from 'node:path'
import type { LayerName, Problem } from './agent.ts'
import { decodeText } from './decode.ts'
import { LIMITS } from './limits.ts'
import { type AgentSource, type LoadedAgent, parseAgent, type TextFile } from './parse.ts'

export interface LayerContent {
  agents: LoadedAgent[]
  problems: Problem[]
}

/**
 * Reads the agents of one layer folder: `<name>/AGENT.md` with routing.yaml and references/*.md beside it, or a single `<name>.md`.
 * Never throws for what lies in the folder: what cannot be read is a problem. A folder that does not exist is an empty layer.
 * `within`: nothing whose real path is outside this folder is read, links included.
 */
export async function readLayer(folder: string, layer: LayerName, within?: string): Promise<LayerContent> {
  const content: LayerContent = { agents: [], problems: [] }
  const reader = makeReader(layer, within, content.problems)
  const entries = (await reader.list(folder, true)) ?? []
  const names = new Set<string>()
  for (const entry of entries) {
    if (entry.startsWith('.') || entry.toLowerCase() === 'readme.md') continue
    if (content.agents.length >= LIMITS.agents) {
      reader.report(folder, `it holds more than ${LIMITS.agents} agents; the rest is not served`)
      break
    }
    const source = await readAgent(reader, join(folder, entry), entry, layer)
    if (source === undefined) continue
    if (names.has(source.name)) {
      reader.report(source.core.path, `"${source.name}" is there as a folder and as a file; keep one`)
      continue
    }
    names.add(source.name)
    const { loaded, problems } = parseAgent(source)
    content.problems.push(...problems)
    if (loaded !== undefined) content.agents.push(loaded)
  }
  return content
}

async function readAgent(
  reader: Reader,
  path: string,
  entry: string,
  layer: LayerName,
): Promise<AgentSource | undefined> {
  const kind = await reader.kind(path)
  if (kind === 'file') {
    if (!entry.endsWith('.md')) return undefined
    const core = await reader.read(path)
    return core && { name: entry.slice(0, -'.md'.length), layer, core, references: [] }
  }
  if (kind !== 'folder') return undefined
  const files = await reader.list(path)
  if (files === undefined) return undefined
  if (!files.includes('AGENT.md')) {
    reader.report(path, 'the folder has no AGENT.md; add it or remove the folder')
    return undefined
  }
  const core = await reader.read(join(path, 'AGENT.md'))
  if (core === undefined) return undefined
  const routing = files.includes('routing.yaml') ? await reader.read(join(path, 'routing.yaml')) : undefined
  const references = files.includes('references') ? await readReferences(reader, join(path, 'references')) : []
  return { name: entry, layer, core, ...(routing && { routing }), references }
}

async function readReferences(reader: Reader, folder: string): Promise<(TextFile & { topic: string })[]> {
  const references: (TextFile & { topic: string })[] = []
  for (const entry of (await reader.list(folder)) ?? []) {
    if (!entry.endsWith('.md') || entry.startsWith('.')) continue
    const path = join(folder, entry)
    const topic = entry.slice(0, -'.md'.length)
    if (!/^[a-z0-9][a-z0-9._-]{0,63}$/.test(topic)) {
      reader.report(path, 'the name of a reference may hold only a-z, 0-9, dots, hyphens and underscores; rename it')
      continue
    }
    if (references.length >= LIMITS.references) {
      reader.report(folder, `it holds more than ${LIMITS.references} references; the rest is not served`)
      break
    }
    const file = await reader.read(path)
    if (file !== undefined) references.push({ ...file, topic })
  }
  return references
}

interface Reader {
  report(path: string, message: string): undefined
  /** Sorted names; undefined when it cannot be read. */
  list(folder: string, mayBeMissing?: boolean): Promise<string[] | undefined>
  kind(path: string): Promise<'file' | 'folder' | undefined>
  read(path: string): Promise<TextFile | undefined>
}

function makeReader(layer: LayerName, within: string | undefined, problems: Problem[]): Reader {
  let bytesLeft: number = LIMITS.layerBytes
  const report = (path: string, message: string): undefined => void problems.push({ path, layer, message })

  /** The real path, when it may be read. */
  const resolve = async (path: string, mayBeMissing = false): Promise<string | undefined> => {
    try {
      const real = await realpath(path)
      if (within === undefined || real === within || real.startsWith(within + sep)) return real
      return report(path, 'is a link that leaves the layer; put the file itself there')
    } catch (error) {
      return mayBeMissing && codeOf(error) === 'ENOENT' ? undefined : report(path, reasonOf(error))
    }
  }

  return {
    report,
    async list(folder, mayBeMissing) {
      const real = await resolve(folder, mayBeMissing)
      if (real === undefined) return undefined
      const names: string[] = []
      try {
        for await (const { name } of await opendir(real)) {
          if (names.length >= LIMITS.folderEntries) {
            report(folder, `it holds more than ${LIMITS.folderEntries} entries; the rest is not looked at`)
            break
          }
          names.push(name)
        }
      } catch (error) {
        return report(folder, reasonOf(error))
      }
      return names.sort()
    },
    async kind(path) {
      const real = await resolve(path)
      if (real === undefined) return undefined
      try {
        const found = await stat(real)
        if (found.isDirectory()) return 'folder'
        return found.isFile() ? 'file' : report(path, 'is neither a file nor a folder; remove it')
      } catch (error) {
        return report(path, reasonOf(error))
      }
    },
    async read(path) {
      const real = await resolve(path)
      if (real === undefined) return undefined
      const bytes = await readBytes(real, bytesLeft)
      if ('fault' in bytes) return report(path, bytes.fault)
      bytesLeft -= bytes.bytes.length
      const decoded = decodeText(bytes.bytes)
      return 'fault' in decoded ? report(path, decoded.fault) : { path, text: decoded.text }
    },
  }
}

// A pipe would wait for a writer for ever; a link that appeared after its real path was taken is not followed.
const NO_WAIT = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0)

async function readBytes(path: string, bytesLeft: number): Promise<{ bytes: Uint8Array } | { fault: string }> {
  try {
    const file = await open(path, NO_WAIT)
    try {
      const found = await file.stat()
      if (!found.isFile()) return { fault: 'is not a file; remove it' }
      if (found.size > LIMITS.fileBytes) return { fault: `is larger than ${LIMITS.fileBytes / 1024} KB; shorten it` }
      if (found.size > bytesLeft) {
        return {
          fault: `is not read: the layer holds more than ${LIMITS.layerBytes / 1024 / 1024} MB; remove something`,
        }
      }
      // The size was checked: a file that grows meanwhile is cut, not read on.
      const buffer = new Uint8Array(found.size)
      const { bytesRead } = await file.read(buffer, 0, found.size)
      return { bytes: buffer.subarray(0, bytesRead) }
    } finally {
      await file.close()
    }
  } catch (error) {
    return { fault: reasonOf(error) }
  }
}

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? ''

const REASONS: Record<string, string> = {
  EACCES: 'may not be read; change its permissions',
  EPERM: 'may not be read; change its permissions',
  ELOOP: 'is a link that leads to itself; remove it',
  ENOENT: 'is a link to something that does not exist; remove it',
  ENOTDIR: 'is not a folder; remove it',
}

const reasonOf = (error: unknown): string =>
  REASONS[codeOf(error)] ?? `cannot be read (${codeOf(error) || String(error)})`
