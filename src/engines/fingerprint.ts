import { createHash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { join, relative } from 'node:path'

/** What a program can load; declarations, source maps and the CommonJS copy are never loaded by us. */
const loadable = /\.(?:js|wasm|data|tar\.gz)$/

/** SHA-256 over the names and bytes of all that can be loaded from a package's `dist`. Throws when it cannot be read. */
export function fingerprint(folder: string): string {
  const hash = createHash('sha256')
  const files = readdirSync(join(folder, 'dist'), { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory() && loadable.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => ({ file, name: relative(folder, file).replaceAll('\\', '/') }))
    .toSorted((left, right) => (left.name < right.name ? -1 : 1))
  for (const { file, name } of files) {
    const bytes = readFileSync(file)
    hash.update(`${name}\0${bytes.length}\0`).update(bytes)
  }
  return hash.digest('hex')
}
