import { Worker } from 'node:worker_threads'
import { UsageError } from '../usage-error.ts'
import type { CheckOutput } from './check.ts'
import type { Job, Task, WorkerMessage } from './job.ts'

export interface RunOptions {
  /** Milliseconds; at this time the worker is ended whatever it does. */
  deadline: number
  signal?: AbortSignal | undefined
  progress?: ((check: string, path: string) => void) | undefined
}

/** Why a whole check came to nothing, in the words of `NotChecked`. */
export interface Failure {
  reason: string
  remedy: string
}

export type Outcome = { check: string; output: CheckOutput } | { check: string; failure: Failure }

/** What a check may use of the deadline before it is ended by force, so that it can still say what it did not do. */
const OWN_SHARE = 0.9
const BUG = 'this is a bug of maifady-mcp: report it with the file'

/**
 * Runs the tasks one after the other in one worker thread. Always gives an outcome for each task: a worker that hangs, crashes or
 * is cancelled leaves a failure for every task that had not answered. Throws UsageError when a check says that its settings are wrong.
 */
export async function runTasks(tasks: readonly Task[], { deadline, signal, progress }: RunOptions): Promise<Outcome[]> {
  const outcomes = new Map<string, Outcome>()
  const rest = (failure: Failure): Outcome[] => tasks.map(({ check }) => outcomes.get(check) ?? { check, failure })
  if (signal?.aborted === true) return rest(CANCELLED)

  const job: Job = { tasks, deadline: deadline * OWN_SHARE }
  const worker = new Worker(new URL('./check-worker.js', import.meta.url), {
    workerData: job,
    execArgv: [],
    // A parser that prints must not write into the protocol on stdout.
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: 1024 },
  })
  worker.stdout.resume()
  worker.stderr.resume()

  const stopped = await new Promise<Failure | UsageError | undefined>((resolve) => {
    const timer = setTimeout(() => resolve(outOfTime(deadline)), deadline)
    const cancel = (): void => resolve(CANCELLED)
    signal?.addEventListener('abort', cancel, { once: true })
    const done = (why: Failure | UsageError | undefined): void => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', cancel)
      resolve(why)
    }
    worker.on('message', (message: WorkerMessage) => {
      if (message.type === 'progress') progress?.(message.check, message.path)
      else if (message.type === 'output') outcomes.set(message.check, { check: message.check, output: message.output })
      else if (message.type === 'failed')
        outcomes.set(message.check, { check: message.check, failure: thrown(message.message) })
      else done(message.type === 'usage' ? new UsageError(message.message) : undefined)
    })
    worker.once('error', (error) => done(crashed(error)))
    worker.once('exit', () => done({ reason: 'the worker that runs the checks ended before it answered', remedy: BUG }))
  })
  await worker.terminate()
  if (stopped instanceof UsageError) throw stopped
  return rest(stopped ?? { reason: 'the check did not answer', remedy: BUG })
}

const CANCELLED: Failure = { reason: 'cancelled before it was done', remedy: 'run the check again' }

function outOfTime(deadline: number): Failure {
  return {
    reason: `not done after ${deadline / 1000} s, the time for the whole call`,
    remedy: 'check fewer files at a time, or give the call more time',
  }
}

function thrown(message: string): Failure {
  return { reason: `the check failed: ${message}`, remedy: BUG }
}

function crashed(error: Error): Failure {
  if ('code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY') {
    return { reason: 'the check ran out of memory', remedy: 'check fewer or smaller files at a time' }
  }
  return { reason: `the worker that runs the checks crashed: ${error.message}`, remedy: BUG }
}
