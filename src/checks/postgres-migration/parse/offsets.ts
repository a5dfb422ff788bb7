/** Maps an offset in the UTF-8 form of a text to an index into the text. */
export type ToIndex = (byte: number) => number

/**
 * The parser counts UTF-8 bytes, everybody else UTF-16 code units. One table a file, so that each look-up is free;
 * undefined when the two counts are the same.
 */
export function byteIndex(text: string): ToIndex | undefined {
  const bytes = Buffer.byteLength(text)
  if (bytes === text.length) return undefined
  const table = new Uint32Array(bytes + 1)
  let byte = 0
  for (let index = 0; index < text.length;) {
    const point = text.codePointAt(index) ?? 0
    const size = point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4
    table.fill(index, byte, byte + size)
    byte += size
    index += point > 0xffff ? 2 : 1
  }
  table[byte] = text.length
  return (at) => table[Math.min(at, bytes)] ?? text.length
}

/** Index of the n-th character (code point) of a text: the unit in which the server reports where an error is. */
export function characterIndex(text: string, characters: number): number {
  let index = 0
  for (let left = characters; left > 0 && index < text.length; left--) {
    index += (text.codePointAt(index) ?? 0) > 0xffff ? 2 : 1
  }
  return index
}

/** The fields of a parse tree that hold byte offsets. */
const offsetField = /location$|list_(?:start|end)$/

/** Rewrites every offset in a parse tree in place. Iterative: a tree may be deeper than the stack. */
export function moveOffsets(tree: object, toIndex: ToIndex): void {
  const open: object[] = [tree]
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    for (const [key, value] of Object.entries(node)) {
      if (typeof value === 'object' && value !== null) open.push(value as object)
      else if (typeof value === 'number' && value > 0 && offsetField.test(key)) {
        ;(node as Record<string, unknown>)[key] = toIndex(value)
      }
    }
  }
}

/** Whether some part of a tree lies more than `limit` levels deep. */
export function deeperThan(tree: object, limit: number): boolean {
  const open: [object, number][] = [[tree, 1]]
  for (let top = open.pop(); top !== undefined; top = open.pop()) {
    if (top[1] > limit) return true
    for (const value of Object.values(top[0])) {
      if (typeof value === 'object' && value !== null) open.push([value as object, top[1] + 1])
    }
  }
  return false
}
