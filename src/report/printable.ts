/** What a terminal would obey or hide instead of showing: control characters, changes of writing direction, invisible marks. */
const UNSHOWN = /[\p{Cc}\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu
const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u
const MARK = /\p{M}|\u200d/u
const ASCII = /^[ -~]*$/
const TAB = '    '

/** Text for one line of a terminal: tabs as spaces, what a terminal would act on as its code. File contents and paths are strangers' text. */
export function printable(text: string): string {
  return text.replaceAll('\t', TAB).replaceAll(UNSHOWN, (character) => {
    const code = character.codePointAt(0) ?? 0
    return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u{${code.toString(16)}}`
  })
}

/** Columns that a printable text takes in a terminal. */
export function displayWidth(text: string): number {
  if (ASCII.test(text)) return text.length
  let width = 0
  for (const character of text) {
    if (WIDE.test(character)) width += 2
    else if (!MARK.test(character)) width += 1
  }
  return width
}

/** Cuts a printable text to a number of columns. */
export function cutTo(text: string, columns: number): string {
  if (displayWidth(text) <= columns) return text
  let kept = ''
  let width = 0
  for (const character of text) {
    width += displayWidth(character)
    if (width > columns - 1) break
    kept += character
  }
  return `${kept.trimEnd()}…`
}

/** Fills a printable text up to a number of columns. */
export function padTo(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - displayWidth(text)))
}

/** Breaks a text between words into lines of at most so many columns; a longer word stays whole. */
export function wrap(text: string, columns: number): string[] {
  return text.split(/\r\n|\n|\r/).flatMap((paragraph) => {
    const lines: string[] = []
    let line = ''
    for (const word of printable(paragraph).split(' ')) {
      const longer = line === '' ? word : `${line} ${word}`
      if (line !== '' && displayWidth(longer) > columns) {
        lines.push(line)
        line = word
      } else {
        line = longer
      }
    }
    return [...lines, line]
  })
}
