import type pc from 'picocolors'
import type { Severity } from '../checks/finding.ts'

/** How to write: colours (or none) and room. */
export interface Look {
  paint: ReturnType<typeof pc.createColors>
  columns: number
  severity: Record<Severity, (text: string) => string>
}
