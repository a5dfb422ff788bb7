import { createHash } from 'node:crypto'
import type { Finding } from './finding.ts'

/**
 * Gives each finding its fingerprint: a hash of rule, path, the words of its first line, and how many of the same came before it.
 * Line numbers are no part of it, so that it outlives changes above.
 */
export function fingerprints<T extends Finding>(findings: readonly T[]): T[] {
  const seen = new Map<string, number>()
  return findings.map((finding) => {
    const line = (finding.excerpt.split('\n', 1)[0] ?? '').trim().replace(/\s+/g, ' ')
    const key = [finding.rule, finding.path, line].join('\0')
    const occurrence = seen.get(key) ?? 0
    seen.set(key, occurrence + 1)
    const fingerprint = createHash('sha256').update(`${key}\0${occurrence}`).digest('hex').slice(0, 16)
    return { ...finding, fingerprint }
  })
}
