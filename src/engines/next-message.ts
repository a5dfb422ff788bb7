import type { Worker } from 'node:worker_threads'
import { EngineStopped } from './sql-engine.ts'

/** Milliseconds between two looks at the memory. */
const watchEvery = 100

export interface Limits {
  /** Milliseconds. */
  timeout: number
  /** Bytes that the process may grow by. */
  growth: number
}

/**
 * The next message of a thread that runs an engine. A loop in WebAssembly cannot be interrupted, and no engine there keeps to a time limit
 * of its own: the thread is ended from outside, and EngineStopped is thrown.
 */
export async function nextMessage<Message>(
  worker: Worker,
  { timeout, growth }: Limits,
  send: () => void,
): Promise<Message> {
  const before = process.memoryUsage.rss()
  let timer: NodeJS.Timeout | undefined
  let watch: NodeJS.Timeout | undefined
  try {
    return await new Promise<Message>((resolve, reject) => {
      const stop = (...why: ConstructorParameters<typeof EngineStopped>): void => reject(new EngineStopped(...why))
      worker.once('message', resolve)
      worker.once('messageerror', () => stop('crash', 'its answer could not be read'))
      worker.once('error', (error) => stop(/OUT_OF_MEMORY/.test(codeOf(error)) ? 'memory' : 'crash', error.message))
      worker.once('exit', (code) => stop('crash', `it exited with code ${code}`))
      timer = setTimeout(() => stop('time', `it did not answer within ${Math.round(timeout)} ms`), Math.max(0, timeout))
      watch = setInterval(() => {
        const grown = process.memoryUsage.rss() - before
        if (grown > growth) stop('memory', `it took ${Math.round(grown / 1e6)} MB more memory`)
      }, watchEvery)
      send()
    })
  } catch (error) {
    await worker.terminate()
    throw error
  } finally {
    clearTimeout(timer)
    clearInterval(watch)
    for (const event of ['message', 'messageerror', 'error', 'exit']) worker.removeAllListeners(event)
  }
}

const codeOf = (error: Error): string => ('code' in error && typeof error.code === 'string' ? error.code : '')
