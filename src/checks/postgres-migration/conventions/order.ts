/** Compares versions such as `20240131`, `7` and `1.2_3` part by part as numbers of any length. */
export function compareVersions(left: string, right: string): number {
  const lefts = left.split(/[._]/)
  const rights = right.split(/[._]/)
  for (let at = 0; at < Math.max(lefts.length, rights.length); at++) {
    const order = compareDigits(lefts[at] ?? '0', rights[at] ?? '0')
    if (order !== 0) return order
  }
  return 0
}

function compareDigits(left: string, right: string): number {
  const a = left.replace(/^0+(?=.)/, '')
  const b = right.replace(/^0+(?=.)/, '')
  return a.length - b.length || compareText(a, b)
}

/** By code unit, the same in every locale. */
export function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0
}
