/** The comments of a script; offsets into it. Strings and quoted names are passed over. */
export function commentsOf(text: string): { start: number; end: number; text: string }[] {
  const token = /'(?:[^']|'')*'|"(?:[^"]|"")*"|`[^`]*`|\[[^\]]*\]|(--[^\n]*|\/\*[^*]*(?:\*(?!\/)[^*]*)*\*\/)/g
  return [...text.matchAll(token)].flatMap((match) =>
    match[1] === undefined ? [] : [{ start: match.index, end: match.index + match[1].length, text: match[1] }],
  )
}
