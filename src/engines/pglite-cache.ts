import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { crc32 } from 'node:zlib'

/** Closes the file: a mark and the checksum of all that stands before it. A file that was cut short has none. */
const mark = 'maifady1'
const trailerLength = mark.length + 4

/** The empty database in a cache file as PGlite takes it; undefined when there is none or it is not whole. */
export function readDataDir(file: string | undefined): Blob | undefined {
  if (file === undefined) return undefined
  try {
    const bytes = readFileSync(file)
    const body = bytes.subarray(0, Math.max(0, bytes.length - trailerLength))
    const trailer = bytes.subarray(body.length)
    if (trailer.toString('latin1', 0, mark.length) !== mark) return undefined
    if (trailer.readUInt32LE(mark.length) !== crc32(body)) return undefined
    return blobOf(body)
  } catch {
    return undefined
  }
}

/** A real Blob would copy the 28 megabytes twice; PGlite asks for these two things only. */
function blobOf(body: Buffer<ArrayBuffer>): Blob {
  const blob: Pick<Blob, 'type' | 'arrayBuffer'> = {
    type: 'application/x-tar',
    arrayBuffer: () => Promise.resolve(body.buffer.slice(body.byteOffset, body.byteOffset + body.length)),
  }
  return blob as Blob
}

/** Keeps an empty database. Readers see the old file or the new one, whoever writes at the same time; a disk that refuses is no error. */
export async function writeDataDir(file: string, tar: Blob): Promise<void> {
  const temporary = `${file}.${randomBytes(6).toString('hex')}.tmp`
  try {
    const body = Buffer.from(await tar.arrayBuffer())
    const trailer = Buffer.alloc(trailerLength)
    trailer.write(mark, 'latin1')
    trailer.writeUInt32LE(crc32(body), mark.length)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(temporary, body)
    writeFileSync(temporary, trailer, { flag: 'a' })
    renameSync(temporary, file)
  } catch {
    rmSync(temporary, { force: true })
  }
}
