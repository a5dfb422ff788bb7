import type { Source } from '../check.ts'
import { rulePage } from '../rule-page.ts'
import type { Basis, Rule, Severity } from '../finding.ts'
import type { AgentFiles, AgentText } from './agent-files.ts'
import type { FormatId } from './formats.ts'
import type { Section } from './markdown.ts'

/** What a rule says about a range of a file; offsets into its text. */
export interface Hit {
  source: Source
  start: number
  end: number
  message: string
  evidence?: string
  fix?: { description: string; edits?: { start: number; end: number; text: string }[] }
}

/** What rules see besides the agent they look at. */
export interface Surroundings {
  /** All agents of the same folder, the one that is looked at included. */
  neighbours: readonly AgentFiles[]
  /** Names that exist outside the folder. */
  known: { checks: readonly string[]; rules: readonly string[]; agents: readonly string[] }
  /** `YYYY-MM-DD` */
  today: string
  /** Days after which a fact has to be looked up again. */
  factMaxAgeDays: number
}

/** One rule: its data and the pure function that finds what breaks it. */
export interface AgentRule {
  /** Without the check's name. */
  id: string
  title: string
  severity: Severity
  basis: Basis
  formats: readonly FormatId[]
  why: string
  fix: string
  sameAs: readonly string[]
  find(agent: AgentFiles, surroundings: Surroundings): Hit[]
}

export const ALL: readonly FormatId[] = ['maifady', 'skill', 'claude', 'copilot']
export const OURS: readonly FormatId[] = ['maifady']

/** As every surface shows it. */
export const ruleData = ({ id, title, severity, why, fix, sameAs }: AgentRule): Rule => ({
  id: `agent-definition/${id}`,
  title,
  severity,
  why,
  fix,
  since: '0.1.0',
  sameAs,
  docs: rulePage(`agent-definition/${id}`),
})

/** The definition and its references. */
export const textsOf = ({ definition, references }: AgentFiles): AgentText[] =>
  definition === undefined ? [...references] : [definition, ...references]

/** The first section whose title matches. */
export const sectionOf = ({ markdown }: AgentText, title: RegExp): Section | undefined =>
  markdown.sections.find((section) => title.test(section.title))

/** Whether a range lies in another. */
export const isWithin = (inner: { start: number; end: number }, outer: { start: number; end: number }): boolean =>
  inner.start >= outer.start && inner.end <= outer.end

/** Where a key of the front matter says what it says, or the top of the file. */
export function frontRange({ frontMatter }: AgentText, path: readonly PropertyKey[]): { start: number; end: number } {
  return frontMatter?.rangeOf(path) ?? { start: 0, end: 3 }
}

/** The front matter's value for a key when it is text. */
export const frontText = ({ data }: AgentFiles, key: string): string | undefined =>
  typeof data[key] === 'string' ? data[key] : undefined
