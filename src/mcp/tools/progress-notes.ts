import { oneLine } from '../text.ts'
import type { Call } from './tool.ts'

/** Milliseconds between two progress notes. */
const NOTE_INTERVAL = 100
/** Milliseconds between the last note and the result: a client that gets both at once loses the note (typescript-sdk issue 2580). */
const QUIET_BEFORE_RESULT = 20

export interface Notes {
  note: (done: number, total: number, path: string) => void
  /** Resolves when the result may be sent. */
  settle: () => Promise<void>
}

/** Sends progress to the client: not too often, never a last note that would race with the result. */
export function createNotes({ progress }: Call): Notes {
  let last = 0
  return {
    note: (done, total, path) => {
      const now = performance.now()
      if (progress === undefined || done >= total || now - last < NOTE_INTERVAL) return
      last = now
      progress(done, total, oneLine(path))
    },
    settle: async () => {
      const wait = QUIET_BEFORE_RESULT - (performance.now() - last)
      if (last > 0 && wait > 0) await new Promise((resolve) => setTimeout(resolve, wait))
    },
  }
}
