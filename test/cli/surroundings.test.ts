import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { BIN, cli, temporaryFolder } from './spawn-cli.ts'

describe('odd surroundings', () => {
  it.each<[what: string, env: Record<string, string | undefined>]>([
    ['HOME unset', { HOME: undefined }],
    ['HOME empty', { HOME: '' }],
    ['HOME relative', { HOME: 'somewhere' }],
    ['HOME not there', { HOME: '/nowhere/at/all' }],
    ['HOME a file', { HOME: BIN }],
    ['XDG folders relative', { XDG_CONFIG_HOME: 'a', XDG_DATA_HOME: 'b', XDG_CACHE_HOME: 'c' }],
  ])('%s: agents are listed, found and shown', async (_, env) => {
    for (const args of [['list'], ['find', 'add a NOT NULL column'], ['show', 'migration-writer']]) {
      const { code, stdout, stderr } = await cli(args, { env })
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
      expect(stdout.length).toBeGreaterThan(50)
    }
  })

  it.each([{ HOME: undefined }, { HOME: '/nowhere/at/all' }, { HOME: '/sys' }])(
    '%j: check works without a place for its cache',
    async (env) => {
      const cwd = temporaryFolder()
      mkdirSync(join(cwd, 'migrations'))
      writeFileSync(join(cwd, 'migrations', '0001_a.sql'), 'SELEC 1;\n')
      const { code, stdout } = await cli(['check', '--format', 'json'], {
        cwd,
        env: { ...env, XDG_CACHE_HOME: '/sys/none', XDG_DATA_HOME: '/sys/none' },
      })
      const { findings } = JSON.parse(stdout) as { findings: { rule: string }[] }
      expect(findings.map((finding) => finding.rule)).toContain('postgres-migration/syntax')
      expect(code).toBe(1)
    },
  )

  it.skipIf(!existsSync('/sys'))('a folder that cannot be written to', async () => {
    expect(await cli(['list'], { cwd: '/sys' })).toMatchObject({ code: 0, stderr: '' })
    expect(await cli(['find', 'add a NOT NULL column'], { cwd: '/sys' })).toMatchObject({ code: 0, stderr: '' })
  })

  it.skipIf(process.platform === 'win32')('a current folder that was deleted', () => {
    const cwd = temporaryFolder()
    const child = spawnSync('sh', ['-c', `rmdir "$0" && exec "${process.execPath}" "${BIN}" list`, cwd], {
      cwd,
      encoding: 'utf8',
    })
    rmSync(cwd, { recursive: true, force: true })
    expect(child).toMatchObject({ status: 2, stdout: '' })
    expect(child.stderr).toMatch(/^maifady-mcp: the current folder is not there any more.*\n$/)
  })

  it('an agent of the project cannot steer the terminal', async () => {
    const cwd = temporaryFolder()
    const agent = join(cwd, '.maifady', 'agents', 'painter')
    mkdirSync(agent, { recursive: true })
    writeFileSync(join(agent, 'AGENT.md'), PAINTER)
    for (const args of [['list'], ['find', 'paint the terminal red']]) {
      const { stdout, stderr } = await cli(args, { cwd })
      // oxlint-disable-next-line no-control-regex -- an escape is what must not be there
      expect(stdout + stderr).not.toMatch(/[\u001B\u0007\u009B]/)
    }
  })
})

const PAINTER = `---
name: painter
description: "A painter of terminals \\e[31mred\\e[0m and \\a loud. Use when somebody wants to paint the terminal red, to see whether escape sequences of a cloned repository arrive at the terminal of the reader. Not for anything else at all."
tools: Read
model: inherit
tier: lite
title: "Painter \\e]0;owned\\a"
category: code
checks: []
handoffs: []
---

# Painter
`
