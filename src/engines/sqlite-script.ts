import type { Database, Statement, StatementIterator } from 'sql.js'

/** A statement as SQLite itself cuts it, prepared and not yet run. */
export interface PreparedStatement {
  /** Indices into the script, without blanks, comments and the semicolon around it. */
  start: number
  end: number
  statement: Statement
}

export interface ScriptReader {
  /** Where the next statement begins. */
  start(): number
  /** Prepares the next statement; undefined behind the last. Throws what SQLite says of one that it cannot prepare. */
  next(): PreparedStatement | undefined
}

/** Characters that SQLite is shown at once. It tells where a statement ends by what is left, which is copied each time. */
const WINDOW = 65_536

/** Reads a script statement by statement: what comes later can only be prepared once the earlier ones were run. */
export function readScript(database: Database, script: string): ScriptReader {
  let at = 0
  let size = WINDOW
  let opened: { iterator: StatementIterator; from: number; to: number } | undefined
  let current: Statement | undefined

  const open = (): NonNullable<typeof opened> => {
    const to = Math.min(script.length, at + size)
    return (opened = { iterator: database.iterateStatements(script.slice(at, to)), from: at, to })
  }
  /** Undefined when a larger part of the script has to be shown: what was read may go on behind its end. */
  const attempt = (): { found?: PreparedStatement } | undefined => {
    const { iterator, to } = opened ?? open()
    const isWhole = to === script.length
    try {
      const { value, done } = iterator.next()
      current = value
      const end = to - iterator.getRemainingSQL().length
      if (!isWhole && (done || end === to)) return undefined
      if (done) return {}
      const start = skipBlank(script, at)
      at = end
      return { found: { start, end: start + script.slice(start, end).replace(/[\s;]+$/, '').length, statement: value } }
    } catch (error) {
      if (isWhole) throw error
      return undefined
    }
  }
  return {
    start: () => skipBlank(script, at),
    next() {
      size = WINDOW
      for (;;) {
        const read = attempt()
        if (read !== undefined) return read.found
        current?.free()
        // From where the last statement ended, and more when that was tried.
        if (opened?.from === at) size *= 2
        opened = undefined
      }
    },
  }
}

/** Past blanks, semicolons and comments. */
function skipBlank(script: string, from: number): number {
  const blank = /(?:[\s;\ufeff]|--[^\n]*|\/\*[^*]*(?:\*(?!\/)[^*]*)*\*\/)*/y
  blank.lastIndex = from
  return from + (blank.exec(script)?.[0].length ?? 0)
}
