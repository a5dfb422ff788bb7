/** The last part of a name as written: `shop`.`orders` is orders. */
export function nameOf(text: string): string {
  const parts = text.trim().match(/`(?:[^`]|``)*`|"(?:[^"]|"")*"|[^.\s`"]+/g) ?? []
  const last = parts.at(-1) ?? ''
  return /^[`"]/.test(last) ? last.slice(1, -1).replaceAll(/``|""/g, (pair) => pair.charAt(0)) : last
}

/** The value of a string literal, or the word as it is. */
export function valueOf(text: string): string {
  const literal = /^(['"])([\s\S]*)\1$/.exec(text.trim())
  return literal === null ? text.trim() : (literal[2] ?? '').replaceAll("''", "'")
}
