// What `npm install maifady-mcp` brings: the tarball of this build, installed into an empty folder.
import { readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT, temporaryFolder } from './environment.mjs'
import { runToEnd } from './timing.mjs'

let installed

/** A folder into which the packed package has been installed; made once. */
export function installPacked() {
  installed ??= (async () => {
    const folder = temporaryFolder()
    // Scripts off: the build is there already, and packing must not make another one.
    const packed = JSON.parse(
      await runToEnd('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], { cwd: ROOT }),
    )
    writeFileSync(join(folder, 'package.json'), '{ "private": true }\n')
    await runToEnd('npm', ['install', '--no-audit', '--no-fund', join(folder, packed[0].filename)], { cwd: folder })
    return { folder, tarballBytes: packed[0].size }
  })()
  return installed
}

function bytesIn(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath ?? entry.path, entry.name)).size, 0)
}

export async function measure() {
  const { folder, tarballBytes } = await installPacked()
  const listed = await runToEnd('npm', ['ls', '--all', '--parseable'], { cwd: folder })
  const packages = listed.split('\n').filter((line) => line.includes('node_modules')).length
  const megabytes = bytesIn(join(folder, 'node_modules')) / 1e6
  return [
    {
      figure: 'base install',
      value: megabytes,
      unit: 'MB',
      target: 15,
      detail: `tarball ${(tarballBytes / 1e6).toFixed(2)} MB`,
    },
    { figure: 'packages of the base install', value: packages, unit: 'packages', target: 12 },
  ]
}
