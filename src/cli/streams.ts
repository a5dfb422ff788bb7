import { fstatSync, writeSync } from 'node:fs'

// Written by file descriptor: process.stdout loads the network and stream modules, a tenth of the time that `list` takes, and
// would have to be waited for before the process ends.
const STDOUT = 1
const STDERR = 2

/** Writes a result, whole. A reader that leaves early (`| head -1`) is no error: the rest goes nowhere. */
export function write(text: string): void {
  writeAll(STDOUT, text)
}

/** Writes what is not the result: errors, progress, hints. */
export function writeError(text: string): void {
  writeAll(STDERR, text)
}

/** One JSON document, indented for people, with a line end for tools. */
export function writeJson(value: unknown): void {
  write(`${JSON.stringify(value, null, 2)}\n`)
}

/** What the stream is connected to, without loading what process.stdout does. */
export async function terminalOf(stream: 'stdout' | 'stderr'): Promise<{ isTTY: boolean; columns?: number }> {
  const descriptor = stream === 'stdout' ? STDOUT : STDERR
  if (!isCharacterDevice(descriptor) || !(await import('node:tty')).isatty(descriptor)) return { isTTY: false }
  return process[stream]
}

/** Whether a person sits at stdin. */
export async function isTyped(): Promise<boolean> {
  return isCharacterDevice(0) && (await import('node:tty')).isatty(0)
}

/** A terminal is one; so is /dev/null. A closed descriptor is none. */
function isCharacterDevice(descriptor: number): boolean {
  try {
    return fstatSync(descriptor).isCharacterDevice()
  } catch {
    return false
  }
}

function writeAll(descriptor: number, text: string): void {
  const bytes = Buffer.from(text)
  let written = 0
  while (written < bytes.length) {
    try {
      written += writeSync(descriptor, bytes, written)
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      // The other end of a pipe that does not block has not read yet.
      if (code === 'EAGAIN') Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5)
      // Nobody reads any more, or the descriptor was closed from the start.
      else if (code === 'EPIPE' || code === 'EBADF') return
      else throw error
    }
  }
}
