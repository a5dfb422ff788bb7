import { LineCounter, parseDocument } from 'yaml'

/** The value of a YAML text, or what is wrong with it. Imports the `yaml` package: load it only when YAML has to be read. */
export interface YamlReading {
  /** Plain data; undefined when there is an error. */
  value: unknown
  error?: { line: number; message: string }
  /** 1-based line of the node at a path of keys and indices, or of its nearest parent that exists. */
  lineOf: (path: readonly PropertyKey[]) => number
}

const MAX_DEPTH = 32
const MAX_INDENT = 64

/**
 * Reads YAML from a stranger. No duplicate keys, no deep nesting, and no aliases beyond `aliases`, which bounds what they multiply to;
 * the caller limits the size.
 * Nesting is bounded before parsing: the parser recurses, and a few thousand brackets end the whole process, which no `catch` can stop.
 */
export function readYaml(text: string, { aliases = 0 }: { aliases?: number } = {}): YamlReading {
  const tooDeep = findDeepLine(text)
  if (tooDeep !== undefined) {
    const message = `nested deeper than ${MAX_DEPTH} levels or ${MAX_INDENT} columns; flatten it`
    return { value: undefined, error: { line: tooDeep, message }, lineOf: () => tooDeep }
  }
  const lines = new LineCounter()
  const document = parseDocument(text, {
    lineCounter: lines,
    uniqueKeys: true,
    prettyErrors: false,
    logLevel: 'silent',
  })
  const lineOf = (path: readonly PropertyKey[]): number => {
    for (let length = path.length; length > 0; length--) {
      const node = document.getIn(path.slice(0, length), true) as
        | { range?: [number, number, number] | null }
        | undefined
      if (node?.range) return lines.linePos(node.range[0]).line
    }
    return 1
  }
  const fault = document.errors[0]
  if (fault !== undefined) {
    return {
      value: undefined,
      error: { line: lines.linePos(fault.pos[0]).line, message: oneLine(fault.message) },
      lineOf,
    }
  }
  try {
    return { value: document.toJS({ maxAliasCount: aliases }), lineOf }
  } catch (error) {
    const message =
      error instanceof ReferenceError
        ? `aliases (*name) are not allowed${aliases === 0 ? '' : ' to multiply like this'}; write the value out`
        : oneLine(String(error))
    return { value: undefined, error: { line: 1, message }, lineOf }
  }
}

/** The first line that nests too deep: brackets that are still open, indentation, or indicators in a row (`- - - x`). Brackets in strings count too. */
export function findDeepLine(text: string): number | undefined {
  let open = 0
  for (const [index, line] of text.split('\n').entries()) {
    const indent = /^[ \t]*/.exec(line)?.[0].length ?? 0
    const indicators = /^(?:[-?:!&*]\S*[ \t]+)*/.exec(line.slice(indent))?.[0].length ?? 0
    for (const character of line) {
      if (character === '[' || character === '{') open += 1
      else if (character === ']' || character === '}') open = Math.max(0, open - 1)
      if (open > MAX_DEPTH) return index + 1
    }
    const plain = indent <= MAX_INDENT && indicators <= MAX_INDENT
    if (!plain && line.trim() !== '') return index + 1
  }
  return undefined
}

const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim()
