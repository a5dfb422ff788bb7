// The licence texts of the packages whose code is inside the bundle; their licences ask for them to travel along.
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** @param {string[]} moduleIds absolute paths of the bundled modules */
export function notices(moduleIds) {
  const folders = new Set(
    moduleIds.map((id) => /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(id.replaceAll('\\', '/'))?.[0]),
  )
  folders.delete(undefined)
  return [...folders]
    .map((folder) => {
      const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
      const file = readdirSync(folder).find((each) => /^licen[cs]e/i.test(each))
      const text =
        file !== undefined && existsSync(join(folder, file)) ? readFileSync(join(folder, file), 'utf8').trim() : ''
      return `${name} ${version} (${license})\n\n${text}\n`
    })
    .toSorted()
    .join(`\n${'-'.repeat(80)}\n\n`)
}
