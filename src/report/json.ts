import type { Report } from '../checks/finding.ts'

/** JSON in which no character is one that a terminal obeys: those that JSON lets through are written as their code, which reads back the same. */
export function jsonText(value: unknown): string {
  const escape = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
  return `${JSON.stringify(value, null, 2).replaceAll(/[\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g, escape)}\n`
}

/** The report as it is, for programs. */
export function reportJson(report: Report): string {
  return jsonText(report)
}
