#!/usr/bin/env node
const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(
    `maifady-mcp needs Node 20.19 or newer; this is ${process.versions.node}. Update Node, then try again.\n`,
  )
  process.exit(2)
}
void require('../dist/cli.cjs').run(process.argv.slice(2))
