import {
  CharStreams,
  CommonTokenStream,
  type ParserRuleContext,
  PredictionMode,
  Token,
  type TokenSource,
} from 'antlr4ng'
import { MySqlLexer } from 'dt-sql-parser/dist/lib/mysql/MySqlLexer.js'
import { MySqlParser, type SqlStatementContext } from 'dt-sql-parser/dist/lib/mysql/MySqlParser.js'

/** Tokens of a statement that the grammar sees: no space, no comments. */
export function tokensOf(text: string): Token[] {
  // The lexer counts code points; offsets here are UTF-16 units.
  const lexer = new MySqlLexer(CharStreams.fromString(text.replace(/[\u{10000}-\u{10FFFF}]/gu, '\uE000\uE000')))
  lexer.removeErrorListeners()
  return lexer.getAllTokens().filter(({ channel }) => channel === Token.DEFAULT_CHANNEL)
}

export type Tree = { statement: SqlStatementContext } | { message: string; offset: number }

/** The tree of one statement, or where the grammar gave up and why. */
export function treeOf(tokens: readonly Token[], length: number): Tree {
  const parser = new MySqlParser(new CommonTokenStream(sourceOf(tokens, length)))
  parser.removeErrorListeners()
  // Enough for SQL, and several times as fast as the full context.
  parser.interpreter.predictionMode = PredictionMode.SLL
  let problem: { message: string; offset: number } | undefined
  parser.addErrorListener({
    syntaxError: (_recognizer, symbol, _line, _column, message) => {
      const offset = symbol instanceof Object && 'start' in symbol ? symbol.start : length
      problem ??= { message: message.slice(0, 120), offset: offset < 0 ? length : offset }
    },
    reportAmbiguity: () => undefined,
    reportAttemptingFullContext: () => undefined,
    reportContextSensitivity: () => undefined,
  })
  const statement = parser.program().singleStatement(0)?.sqlStatement()
  if (problem !== undefined) return problem
  return statement == null ? { message: 'there is no statement', offset: 0 } : { statement }
}

function sourceOf(tokens: readonly Token[], length: number): TokenSource {
  const lexer = new MySqlLexer(CharStreams.fromString(''))
  let at = 0
  lexer.nextToken = () => {
    const token = tokens[at++]
    if (token !== undefined) return token
    const end = lexer.emitEOF()
    end.start = length
    return end
  }
  return lexer
}

/** What of the text a node covers. */
export function sliceOf(text: string, node: ParserRuleContext): string {
  return text.slice(startOf(node), endOf(node))
}

export const startOf = (node: ParserRuleContext): number => node.start?.start ?? 0
export const endOf = (node: ParserRuleContext): number => (node.stop?.stop ?? 0) + 1

export { MySqlLexer } from 'dt-sql-parser/dist/lib/mysql/MySqlLexer.js'
