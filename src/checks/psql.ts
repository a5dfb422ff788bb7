/**
 * A script of pg_dump is written for psql: lines that begin with a backslash are its commands, and the rows behind COPY … FROM stdin are
 * read by it, not by the server. Both, and that COPY, become spaces, so that every offset stays.
 */
export function withoutPsql(text: string): string {
  if (!/^\\|^COPY\b/m.test(text)) return text
  let inRows = false
  return text.replace(/[^\n]*\n?/g, (line) => {
    if (inRows) {
      inRows = !/^\\\.\r?\n?$/.test(line)
      return blank(line)
    }
    if (/^COPY\b.*\bFROM stdin\b.*;\s*$/i.test(line)) inRows = true
    return inRows || COMMAND.test(line) ? blank(line) : line
  })
}

/** Those that pg_dump and pg_dumpall write. */
const COMMAND = /^\\(?:restrict|unrestrict|connect|c|encoding|set|echo)\b/

const blank = (line: string): string => line.replace(/[^\r\n]+/g, (words) => ' '.repeat(words.length))
