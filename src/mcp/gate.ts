import { UsageError } from '../usage-error.ts'

/** Runs a task as soon as there is room for it. Throws UsageError when too many wait already, and the signal's reason when it is cancelled while waiting. */
export type Gate = <T>(task: () => Promise<T>, signal: AbortSignal) => Promise<T>

/** At most `running` tasks at once; at most `waiting` more are kept until there is room, in the order they came. */
export function createGate(running: number, waiting: number): Gate {
  let active = 0
  const queue: (() => void)[] = []

  const enter = async (signal: AbortSignal): Promise<void> => {
    if (active < running) {
      active++
      return
    }
    if (queue.length >= waiting)
      throw new UsageError(`the server is busy with ${active + queue.length} other checks; try again in a minute.`)
    await new Promise<void>((resolve, reject) => {
      const start = (): void => {
        signal.removeEventListener('abort', leave)
        resolve()
      }
      const leave = (): void => {
        queue.splice(queue.indexOf(start), 1)
        reject(signal.reason)
      }
      signal.addEventListener('abort', leave, { once: true })
      queue.push(start)
    })
  }

  return async (task, signal) => {
    signal.throwIfAborted()
    await enter(signal)
    try {
      return await task()
    } finally {
      // The place goes to the one who waits longest without becoming free in between.
      const next = queue.shift()
      if (next === undefined) active--
      else next()
    }
  }
}
