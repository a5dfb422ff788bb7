import { tokensOf, treeOf } from './grammar.ts'

/** Statements that change nothing. SET and USE change the session alone. */
const READS = new Set(['SELECT', 'SHOW', 'EXPLAIN', 'DESCRIBE', 'DESC', 'TABLE', 'VALUES', 'SET', 'USE', '('])
const WRITES = new Set(['INSERT', 'UPDATE', 'DELETE', 'REPLACE', 'INTO'])

/**
 * What is wrong with a statement that should only read: the word with which it writes, or where the grammar gave up. A statement behind
 * WITH, and INTO OUTFILE, are seen by the words outside of brackets.
 */
export function readQuery(text: string): { writes: string } | { problem: string } | undefined {
  const words: string[] = []
  let depth = 0
  const tokens = tokensOf(text)
  for (const token of tokens) {
    const word = token.text ?? ''
    if (depth === 0) words.push(word.toUpperCase())
    depth += word === '(' ? 1 : word === ')' ? -1 : 0
  }
  const [first = ''] = words
  if (first !== 'WITH' && !READS.has(first)) return { writes: first === '' ? 'nothing' : first }
  const writing = first === 'SHOW' ? undefined : words.find((word) => WRITES.has(word))
  if (writing !== undefined) return { writes: writing }
  const tree = treeOf(tokens, text.length)
  return 'statement' in tree ? undefined : { problem: tree.message }
}
