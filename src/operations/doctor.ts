import type { Context } from './context.ts'

export interface DoctorLine {
  state: 'ok' | 'warning' | 'error'
  what: string
  /** The command that mends it. */
  mend?: string
}

/** What is installed where and what is broken. */
export declare function doctor(context: Context): Promise<{ lines: DoctorLine[] }>
