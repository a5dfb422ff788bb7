import type { CheckInput, CheckOutput } from './check.ts'

/** One check over its sources, as it is handed to the worker. */
export interface Task {
  check: string
  input: Omit<CheckInput, 'progress' | 'deadline'>
}

export interface Job {
  tasks: readonly Task[]
  /** Milliseconds for all tasks together. */
  deadline: number
}

/** What the worker says. `end` follows the last task; a worker that stops without it has crashed. */
export type WorkerMessage =
  | { type: 'progress'; check: string; path: string }
  | { type: 'output'; check: string; output: CheckOutput }
  | { type: 'failed'; check: string; message: string }
  | { type: 'usage'; message: string }
  | { type: 'end' }
