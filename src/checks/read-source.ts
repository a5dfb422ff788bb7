import { constants } from 'node:fs'
import { open, realpath } from 'node:fs/promises'
import { isAbsolute, relative, sep } from 'node:path'

/** Largest file that is checked, in bytes. */
export const FILE_LIMIT: number = 2 * 1024 * 1024

/** A text, or why it cannot be checked and what to do about it. */
export type ReadSource = { text: string } | { reason: string; remedy: string }

/** Reads a file that may be anything. With `root` (a real path), a file that lies outside it once links are followed is not read. */
export async function readSource(file: string, root?: string): Promise<ReadSource> {
  try {
    const real = await realpath(file)
    if (root !== undefined && !isInside(real, root)) {
      return { reason: 'it is a link to a place outside the root', remedy: 'put the file itself there' }
    }
    return await readBytes(real, /\.sql$/i.test(file) ? SPLIT_SQL : SPLIT)
  } catch (error) {
    return { reason: `it cannot be read: ${errorCode(error)}`, remedy: 'check that it is there and may be read' }
  }
}

/** Whether a path is a folder or lies in it; both absolute, links already followed. */
export function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path)
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way))
}

/** Judges text that came as text. */
export function acceptText(text: string): ReadSource {
  if (Buffer.byteLength(text) > FILE_LIMIT) return tooLarge(Buffer.byteLength(text), SPLIT)
  if (text.includes('\0')) return BINARY
  if (/\p{Surrogate}/u.test(text)) return NOT_UTF8
  return { text: text.startsWith('\uFEFF') ? text.slice(1) : text }
}

async function readBytes(real: string, split: string): Promise<ReadSource> {
  // Without blocking: opening a named pipe would otherwise wait for a writer.
  const handle = await open(real, constants.O_RDONLY | constants.O_NONBLOCK)
  try {
    const { size } = await handle.stat().then((stat) => (stat.isFile() ? stat : { size: -1 }))
    if (size < 0) return { reason: 'it is not a regular file', remedy: 'name a file' }
    if (size > FILE_LIMIT) return tooLarge(size, split)
    const bytes = await handle.readFile()
    if (bytes.length > FILE_LIMIT) return tooLarge(bytes.length, split)
    return decode(bytes)
  } finally {
    await handle.close()
  }
}

function decode(bytes: Buffer): ReadSource {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return UTF16
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return UTF16
  if (bytes.includes(0)) return BINARY
  try {
    // The decoder takes a byte order mark off, so that offsets and columns count from the first character that is seen.
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) }
  } catch {
    return NOT_UTF8
  }
}

const BINARY: ReadSource = { reason: 'it is binary: it holds a NUL byte', remedy: 'leave it out' }
const UTF16: ReadSource = { reason: 'it is UTF-16', remedy: 'save it as UTF-8' }
const NOT_UTF8: ReadSource = { reason: 'it is not valid UTF-8', remedy: 'save it as UTF-8' }

const SPLIT = 'split it'
const SPLIT_SQL = 'split it; of a dump, take the schema without the rows (pg_dump --schema-only)'

function tooLarge(bytes: number, remedy: string): ReadSource {
  const megabytes = (count: number): string => `${(count / 1024 / 1024).toFixed(1)} MB`
  return { reason: `it has ${megabytes(bytes)}; the limit is ${megabytes(FILE_LIMIT)}`, remedy }
}

function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error)
}
