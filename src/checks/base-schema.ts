import { constants } from 'node:fs'
import { open, realpath } from 'node:fs/promises'
import { UsageError } from '../usage-error.ts'
import type { CheckInput } from './check.ts'
import { type Scope, shownPath } from './find-files.ts'
import { withoutPsql } from './psql.ts'
import { isInside } from './read-source.ts'

/** Bytes of a dump with its rows, and characters of what is left when they are taken out. */
const DUMP_LIMIT = 64 * 1024 * 1024
const SCHEMA_LIMIT = 2 * 1024 * 1024

/** Reads a plain dump without its rows and psql commands. Throws UsageError when it is none, too large, or outside the root. */
export async function readBaseSchema(
  file: string,
  { cwd, root }: Scope,
): Promise<NonNullable<CheckInput['baseSchema']>> {
  const path = shownPath(file, cwd)
  const wrong = (what: string): UsageError => new UsageError(`the schema "${path}" ${what}`)
  const real = await realpath(file).catch(() => undefined)
  if (real === undefined) throw wrong('is not there; name a file that `pg_dump --schema-only` wrote')
  if (root !== undefined && !isInside(real, root)) throw wrong('is outside the root; put it inside')
  const bytes = await readRegular(real, wrong)
  if (bytes.subarray(0, 5).toString('latin1') === 'PGDMP')
    throw wrong('is a dump in the custom format; write it with `pg_dump --schema-only --format plain`')
  const text = textOf(bytes)
  if (text === undefined) throw wrong('is no UTF-8 text; write it with `pg_dump --schema-only --encoding UTF8`')
  // Rows become blank lines, of which nothing needs to be kept: no finding stands in this file.
  const schema = withoutPsql(text).replaceAll(/\n\s+\n/g, '\n\n')
  if (schema.length > SCHEMA_LIMIT)
    throw wrong(
      `has ${megabytes(schema.length)} without rows of COPY; the limit is ${megabytes(SCHEMA_LIMIT)}: write it with \`pg_dump --schema-only\``,
    )
  return { path, text: schema }
}

async function readRegular(real: string, wrong: (what: string) => UsageError): Promise<Buffer> {
  // Without blocking: opening a named pipe would otherwise wait for a writer.
  const handle = await open(real, constants.O_RDONLY | constants.O_NONBLOCK).catch(() => {
    throw wrong('cannot be read; check that you may read it')
  })
  try {
    const stat = await handle.stat()
    if (!stat.isFile()) throw wrong('is no file; `pg_dump --schema-only` writes one')
    if (stat.size > DUMP_LIMIT)
      throw wrong(
        `has ${megabytes(stat.size)}; the limit is ${megabytes(DUMP_LIMIT)}: write it with \`pg_dump --schema-only\``,
      )
    return await handle.readFile()
  } finally {
    await handle.close()
  }
}

function textOf(bytes: Buffer): string | undefined {
  try {
    return bytes.includes(0) ? undefined : new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

const megabytes = (count: number): string => `${(count / 1024 / 1024).toFixed(1)} MB`
