import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table'
import { gfmTable } from 'micromark-extension-gfm-table'
import type { Code, Nodes, Table } from 'mdast'
import type { Range } from '../yaml-text.ts'

export interface Heading extends Range {
  level: number
  text: string
}

/** From a heading of level two to the next one. */
export interface Section extends Range {
  title: string
  heading: Range
}

/** A fenced block. */
export interface Fence extends Range {
  /** Words after the fence: `sql`, `postgres`, `bad`, … */
  info: readonly string[]
  /** Of the first line, with the fence and its words. */
  opening: Range
  value: string
  closed: boolean
  /** Set when the language has a parser here and it refuses the text. */
  problem?: Range & { message: string }
}

export interface Cell extends Range {
  text: string
}

export interface TableBlock extends Range {
  header: readonly Cell[]
  rows: readonly (Range & { cells: readonly Cell[] })[]
}

/** A paragraph, a table row or a heading: what says one thing. */
export interface Unit extends Range {
  kind: 'paragraph' | 'row' | 'heading'
}

/** A Markdown text, read by a CommonMark parser with tables. All offsets are into the file's text. */
export interface Markdown {
  headings: readonly Heading[]
  sections: readonly Section[]
  fences: readonly Fence[]
  tables: readonly TableBlock[]
  links: readonly (Range & { url: string })[]
  codes: readonly (Range & { text: string })[]
  comments: readonly (Range & { text: string })[]
  units: readonly Unit[]
  /** The file's text with everything but running words made blank: no code, no front matter, no table, no heading. Same length. */
  prose: string
  /** As `prose`, and with tables and headings. */
  words: string
}

/** Reads the Markdown that starts at `from`; what is before it counts as blank. Throws when the parser does. */
export function readMarkdown(text: string, from: number): Markdown {
  const blank = text.slice(0, from).replaceAll(/[^\n]/g, ' ').replaceAll('\uFEFF', ' ')
  const body = text.charCodeAt(from) === 0xfeff ? ` ${text.slice(from + 1)}` : text.slice(from)
  const root = fromMarkdown(blank + body, { extensions: [gfmTable()], mdastExtensions: [gfmTableFromMarkdown()] })
  const collected = collect(root, text)
  return {
    ...collected,
    sections: sectionsOf(collected.headings, text.length),
    prose: mask(
      text,
      collected.runs.filter((run) => run.in === 'paragraph'),
    ),
    words: mask(text, collected.runs),
  }
}

interface Run extends Range {
  in: Unit['kind']
}

type Collected = Omit<{ -readonly [Key in keyof Markdown]: Markdown[Key] }, 'sections' | 'prose' | 'words'> & {
  runs: Run[]
}

function collect(root: Nodes, text: string) {
  const headings: Heading[] = []
  const fences: Fence[] = []
  const tables: TableBlock[] = []
  const links: (Range & { url: string })[] = []
  const codes: (Range & { text: string })[] = []
  const comments: (Range & { text: string })[] = []
  const units: Unit[] = []
  const runs: Run[] = []
  // Own stack: a hostile file nests deeper than calls may.
  const stack: { node: Nodes; kind: Unit['kind'] }[] = [{ node: root, kind: 'paragraph' }]
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const { node } = next
    let { kind } = next
    const range = rangeOf(node)
    if (node.type === 'heading') {
      headings.push({ ...range, level: node.depth, text: plain(text, range) })
      units.push({ ...range, kind: (kind = 'heading') })
    } else if (node.type === 'paragraph') units.push({ ...range, kind })
    else if (node.type === 'tableRow') units.push({ ...range, kind: (kind = 'row') })
    else if (node.type === 'table') tables.push(tableOf(node, text))
    else if (node.type === 'code') fences.push(...fenceOf(node, text))
    else if (node.type === 'inlineCode') codes.push({ ...range, text: node.value })
    else if (node.type === 'link' || node.type === 'definition' || node.type === 'image')
      links.push({ ...range, url: node.url })
    else if (node.type === 'html' && node.value.startsWith('<!--')) comments.push({ ...range, text: node.value })
    else if (node.type === 'text') runs.push({ ...range, in: kind })
    if ('children' in node) for (const child of node.children.toReversed()) stack.push({ node: child, kind })
  }
  return { headings, fences, tables, links, codes, comments, units, runs } satisfies Collected
}

function fenceOf(node: Code, text: string): Fence[] {
  const range = rangeOf(node)
  const mark = /^(?:`{3,}|~{3,})/.exec(text.slice(range.start, range.start + 64))?.[0]
  // Indented code has no fence and no language to tell.
  if (mark === undefined) return []
  const firstEnd = text.indexOf('\n', range.start)
  const opening = { start: range.start, end: firstEnd === -1 || firstEnd > range.end ? range.end : firstEnd }
  const lastLine = text.slice(text.lastIndexOf('\n', range.end - 1) + 1, range.end)
  const closed = opening.end < range.end && closes(lastLine, mark)
  const info = [node.lang ?? '', ...(node.meta ?? '').split(/\s+/)].filter((word) => word !== '')
  return [{ ...range, info, opening, value: node.value, closed }]
}

/** Whether the last line of a fenced block is its closing fence; list and quote marks may stand before it. */
function closes(line: string, mark: string): boolean {
  const trimmed = line.replace(/^[ \t>]*/, '').trimEnd()
  return trimmed.length >= mark.length && trimmed === mark.charAt(0).repeat(trimmed.length)
}

function tableOf(node: Table, text: string): TableBlock {
  const [header, ...rows] = node.children.map((row) => ({
    ...rangeOf(row),
    cells: row.children.map((cell) => {
      const { start, end } = rangeOf(cell)
      return {
        start,
        end,
        text: text
          .slice(start, end)
          .trim()
          .replaceAll(/^\||\|$/g, '')
          .trim(),
      }
    }),
  }))
  return { ...rangeOf(node), header: header?.cells ?? [], rows }
}

function sectionsOf(headings: readonly Heading[], length: number): Section[] {
  return headings.flatMap((heading, index) => {
    if (heading.level !== 2) return []
    const next = headings.slice(index + 1).find((each) => each.level <= 2)
    return [{ title: heading.text, heading, start: heading.start, end: next?.start ?? length }]
  })
}

function mask(text: string, runs: readonly Run[]): string {
  let result = ''
  for (const { start, end } of runs) {
    result += text.slice(result.length, start).replaceAll(/[^\n]/g, ' ')
    result += text.slice(start, end)
  }
  return result + text.slice(result.length).replaceAll(/[^\n]/g, ' ')
}

const plain = (text: string, { start, end }: Range): string =>
  (text.slice(start, end).split('\n')[0] ?? '')
    .trim()
    .replace(/^#{1,6}/, '')
    .replace(/ #{1,6}$/, '')
    .trim()

const rangeOf = ({ position }: Nodes): Range => ({
  start: position?.start.offset ?? 0,
  end: position?.end.offset ?? 0,
})
