/** Why a file could not be read, and where: an index into its text. */
export interface Problem {
  message: string
  offset: number
}

const copyFromStdin = /\bcopy\b[^;]*?\bfrom\s+stdin\b[^;]*;/gi

/** Says what a syntax error of the server's parser means when the cause is something that only a client reads. */
export function explainSyntaxError(text: string, message: string, offset: number): Problem {
  const copy = copyBefore(text, offset)
  if (copy !== undefined) {
    return {
      message: `the lines after COPY … FROM STDIN are data that psql sends; the server cannot read them in a script. Use INSERT, or load the data outside the migration`,
      offset: copy,
    }
  }
  const rest = text.slice(offset, offset + 80)
  const meta = /^\\[^\s;]*/.exec(rest)?.[0]
  if (meta !== undefined) {
    return {
      message: `${meta} is a psql command; the server cannot read it. Write plain SQL, or run this file with psql only`,
      offset,
    }
  }
  const placeholder = /^(?:\$\{[^}]*\}?|\{\{[^}]*\}{0,2}|:['"]?\w+['"]?)/.exec(rest)?.[0]
  if (placeholder !== undefined) {
    return {
      message: `${placeholder} is filled in by a tool before the server reads it; the file can only be checked with the value in its place`,
      offset,
    }
  }
  return { message, offset }
}

/** Start of the data of a COPY … FROM STDIN that is still open at an offset. */
function copyBefore(text: string, offset: number): number | undefined {
  let open: number | undefined
  for (const match of text.slice(0, offset).matchAll(copyFromStdin)) {
    const end = match.index + match[0].length
    if (!/^\\\.\s*$/m.test(text.slice(end, offset))) open = end
  }
  // The data begin on the next line; an error on the COPY statement's own line is something else.
  return open !== undefined && text.slice(open, offset).includes('\n') ? offset : undefined
}
