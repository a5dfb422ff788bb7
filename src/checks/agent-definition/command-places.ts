import { matches } from './find-in.ts'
import type { AgentText } from './agent-files.ts'
import type { Markdown } from './markdown.ts'
import type { Range } from '../yaml-text.ts'

const SHELLS = new Set([
  'sh',
  'bash',
  'zsh',
  'shell',
  'console',
  'shell-session',
  'terminal',
  'powershell',
  'ps1',
  'pwsh',
  'sql',
  'text',
])

export interface CommandPlace extends Range {
  text: string
  /** What surrounds the command: its paragraph or row, or the paragraph before its block. */
  near: string
  /** The section it stands in. */
  section: string
  /** Stands in a block that is tagged as bad. */
  shownAsBad: boolean
}

/** Where a pattern stands as a command: in blocks of shells and in inline code; with `inWords`, also in running words. */
export function commandPlaces({ source, markdown }: AgentText, pattern: RegExp, inWords: boolean): CommandPlace[] {
  const { text } = source
  const blocks = markdown.fences
    .filter(({ info }) => info.length === 0 || SHELLS.has((info[0] ?? '').toLowerCase()))
    .flatMap((fence) =>
      [...matches(text, pattern, fence.opening.end, fence.end)].map((hit) => ({
        ...hit,
        near: `${unitBefore(text, markdown, fence.start)} ${comments(text.slice(fence.start, fence.end))}`,
        section: sectionAt(text, markdown, hit.start),
        shownAsBad: fence.info.includes('bad'),
      })),
    )
  const pieces = inWords ? markdown.units : markdown.codes
  const inline = pieces.flatMap((piece) =>
    [...matches(text, pattern, piece.start, piece.end)].map((hit) => ({
      ...hit,
      near: unitAt(text, markdown, hit.start),
      section: sectionAt(text, markdown, hit.start),
      shownAsBad: false,
    })),
  )
  return [...blocks, ...inline]
}

const unitAt = (text: string, { units }: Markdown, offset: number): string => {
  const unit = units.find(({ start, end }) => start <= offset && offset < end)
  return unit === undefined ? '' : text.slice(unit.start, unit.end)
}

const unitBefore = (text: string, { units }: Markdown, offset: number): string => {
  const unit = units.findLast(({ end }) => end <= offset)
  return unit === undefined ? '' : text.slice(unit.start, unit.end)
}

function sectionAt(text: string, { headings }: Markdown, offset: number): string {
  const from = headings.findLast(({ start }) => start <= offset)
  const to = headings.find(({ start }) => start > offset)
  return text.slice(from?.start ?? 0, to?.start ?? text.length)
}

/** The comments of a script: `# confirm first`. */
const comments = (block: string): string => (block.match(/(?:^|\s)(?:#|--|\/\/)\s.*$/gm) ?? []).join(' ')
