/** stdout and stderr as a command line tool needs them: whole before the end, and quiet when the reader has left. */

let stdoutClosed = false

/** A reader that leaves early (`| head -1`) is no error: what is written after that goes nowhere. */
export function guardStreams(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (stream === process.stdout) stdoutClosed = true
      if (error.code !== 'EPIPE' && stream === process.stdout) {
        process.stderr.write(`maifady-mcp: the output could not be written: ${error.message}\n`, () => process.exit(2))
      }
    })
  }
}

/** Whether an error only says that nobody reads the output any more. */
export function isClosed(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'EPIPE' || error.code === 'ERR_STREAM_DESTROYED')
}

/** Writes a result; resolves when it has been handed over, or when nobody wants it. */
export async function write(text: string): Promise<void> {
  if (stdoutClosed || text === '') return
  await new Promise<void>((resolve) => {
    process.stdout.write(text, () => resolve())
  })
}

export async function writeError(text: string): Promise<void> {
  await new Promise<void>((resolve) => {
    process.stderr.write(text, () => resolve())
  })
}

/** One JSON document, indented for people, with a line end for tools. */
export async function writeJson(value: unknown): Promise<void> {
  await write(`${JSON.stringify(value, null, 2)}\n`)
}

/** Resolves when what was written is out of this process. */
export async function flush(): Promise<void> {
  await Promise.all([
    stdoutClosed ? undefined : new Promise<void>((resolve) => { process.stdout.write('', () => resolve()) }),
    new Promise<void>((resolve) => { process.stderr.write('', () => resolve()) }),
  ])
}
