/** Strings, quoted names, comments, words and signs. A MySQL comment that begins with `!` is code. */
const TOKEN: Record<'mysql' | 'sqlite', RegExp> = {
  mysql:
    /'(?:[^'\\]|\\[^]|'')*'|"(?:[^"\\]|\\[^]|"")*"|`[^`]*`|(--[^\n]*|#[^\n]*|\/\*(?!!)[^*]*(?:\*(?!\/)[^*]*)*\*\/)|[\p{L}\p{N}_$]+|\S/gu,
  sqlite:
    /'(?:[^']|'')*'|"(?:[^"]|"")*"|`[^`]*`|\[[^\]]*\]|(--[^\n]*|\/\*[^*]*(?:\*(?!\/)[^*]*)*\*\/)|[\p{L}\p{N}_$]+|\S/gu,
}

/** Whether two scripts differ in nothing but comments, white space, upper and lower case of words, and guards such as IF NOT EXISTS. */
export function sameWords(one: string, other: string, language: keyof typeof TOKEN): boolean {
  return wordsOf(one, language) === wordsOf(other, language)
}

function wordsOf(text: string, language: keyof typeof TOKEN): string {
  return [...text.matchAll(TOKEN[language])]
    .flatMap(([token, comment]) =>
      comment === undefined ? [/^[\p{L}_]/u.test(token) ? token.toLowerCase() : token] : [],
    )
    .join('\n')
    .replaceAll(/\nif(?:\nnot)?\nexists(?=\n)/g, '')
    .replace(/(?:\n;)+$/, '')
}
