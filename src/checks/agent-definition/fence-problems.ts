import { parseAllDocuments } from 'yaml'
import { loadParser, parseSql } from '../postgres-migration/parse.ts'
import { findDeepLine } from '../../read-yaml.ts'
import type { AgentText } from './agent-files.ts'
import type { Fence, Markdown } from './markdown.ts'
import type { Range } from '../yaml-text.ts'

/** The text with each fenced block held to the parser of its language: JSON, YAML, PostgreSQL. Others are left as they are. */
export async function withFenceProblems(text: AgentText): Promise<AgentText> {
  if (text.markdown.fences.some(isPostgres)) await loadParser()
  const fences = text.markdown.fences.map((fence) => {
    const problem = problemOf(fence, text.source.text)
    return problem === undefined ? fence : { ...fence, problem }
  })
  return { ...text, markdown: { ...text.markdown, fences } satisfies Markdown }
}

const isPostgres = ({ info }: Fence): boolean => info[0] === 'sql' && info[1] === 'postgres'

function problemOf(fence: Fence, text: string): (Range & { message: string }) | undefined {
  // A block that is there to show what the syntax rule refuses.
  if (fence.info.includes('bad') && fence.info.some((word) => word.endsWith('syntax'))) return undefined
  const [language = ''] = fence.info
  if (isPostgres(fence)) {
    const { problem } = parseSql(fence.value)
    return problem === undefined
      ? undefined
      : { ...lineAt(fence, text, lineOfOffset(fence.value, problem.offset)), message: problem.message }
  }
  if (language === 'json') return jsonProblem(fence, text)
  if (language === 'yaml' || language === 'yml') return yamlProblem(fence, text)
  return undefined
}

/** A block may hold several documents and aliases, as a user's file may. */
function yamlProblem(fence: Fence, text: string): (Range & { message: string }) | undefined {
  const deep = findDeepLine(fence.value)
  if (deep !== undefined) return { ...lineAt(fence, text, deep), message: 'nested too deep to be read' }
  const documents = parseAllDocuments(fence.value, { logLevel: 'silent', prettyErrors: false })
  const [error] = Array.isArray(documents) ? documents.flatMap((document) => document.errors) : []
  if (error === undefined) return undefined
  return {
    ...lineAt(fence, text, lineOfOffset(fence.value, error.pos[0])),
    message: error.message.split('\n')[0] ?? '',
  }
}

function jsonProblem(fence: Fence, text: string): (Range & { message: string }) | undefined {
  try {
    JSON.parse(fence.value)
    return undefined
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    const offset = Number(/position (\d+)/.exec(message)?.[1] ?? fence.value.length)
    return { ...lineAt(fence, text, lineOfOffset(fence.value, offset)), message }
  }
}

const lineOfOffset = (value: string, offset: number): number => value.slice(0, offset).split('\n').length

/** The range of a line of a fence's value, 1-based; in the file each line may stand further to the right. */
function lineAt(fence: Fence, text: string, line: number): Range {
  let start = fence.opening.end + 1
  for (let current = 1; current < line; current++) {
    const next = text.indexOf('\n', start)
    if (next === -1 || next >= fence.end) break
    start = next + 1
  }
  const end = text.indexOf('\n', start)
  return { start: Math.min(start, fence.end), end: Math.min(end === -1 ? fence.end : end, fence.end) }
}
