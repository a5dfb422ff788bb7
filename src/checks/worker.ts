import { parentPort, workerData } from 'node:worker_threads'
import { UsageError } from '../usage-error.ts'
import { CHECKS } from './index.ts'
import type { Job, Task, WorkerMessage } from './job.ts'

const started = performance.now()
const { tasks, deadline } = workerData as Job

for (const task of tasks) await runTask(task)
say({ type: 'end' })

async function runTask({ check: id, input }: Task): Promise<void> {
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
    if (error instanceof UsageError) say({ type: 'usage', message: error.message })
    else say({ type: 'failed', check: id, message: error instanceof Error ? error.message : String(error) })
  }
}

function say(message: WorkerMessage): void {
  parentPort?.postMessage(message)
}
