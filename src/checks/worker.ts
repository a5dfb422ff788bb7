import { parentPort, workerData } from 'node:worker_threads'
import { UsageError } from '../usage-error.ts'
import { CHECKS } from './index.ts'
import type { Job, Task, WorkerMessage } from './job.ts'

const started = performance.now()
const { tasks, deadline } = workerData as Job

for (const task of tasks) if (!(await runTask(task))) break
say({ type: 'end' })

/** False when the call as a whole is wrong: nothing after it is begun. */
async function runTask({ check: id, input }: Task): Promise<boolean> {
  try {
    const row = CHECKS.find((each) => each.id === id)
    if (row === undefined) throw new Error(`no check is called ${id}`)
    const { check } = await row.load()
    const output = await check({
      ...input,
      deadline: Math.max(0, deadline - (performance.now() - started)),
      progress: (path) => say({ type: 'progress', check: id, path }),
    })
    say({ type: 'output', check: id, output })
  } catch (error) {
    if (error instanceof UsageError) {
      say({ type: 'usage', message: error.message })
      return false
    }
    say({ type: 'failed', check: id, message: error instanceof Error ? error.message : String(error) })
  }
  return true
}

function say(message: WorkerMessage): void {
  parentPort?.postMessage(message)
}
