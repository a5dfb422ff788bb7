import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { Report } from '../../../src/checks/finding.ts'
import { cli, temporaryFolder } from '../../cli/spawn-cli.ts'
import type { CliResult } from '../../cli/spawn-cli.ts'
import { PASSWORD } from './start-server.ts'

/** A project with these migrations, numbered in their order. */
export function project(...migrations: string[]): string {
  const cwd = temporaryFolder()
  mkdirSync(join(cwd, 'migrations'))
  for (const [index, text] of migrations.entries())
    writeFileSync(join(cwd, 'migrations', `000${index + 1}_step.sql`), text)
  return cwd
}

/** Gives a project settings. */
export function withSettings(cwd: string, text: string): string {
  mkdirSync(join(cwd, '.maifady'))
  writeFileSync(join(cwd, '.maifady/config.yaml'), text)
  return cwd
}

/** `check` as a user runs it. Whatever it prints, it is not the password. */
export async function check(cwd: string, ...args: string[]): Promise<CliResult> {
  const result = await cli(['check', '--check', 'postgres-migration', ...args], {
    cwd,
    env: { PGAPPNAME: 'not ours', MAIFADY_DEBUG: '1' },
  })
  expectNoPassword(result)
  return result
}

export async function checkJson(cwd: string, ...args: string[]): Promise<Report> {
  const { stdout, stderr, code } = await check(cwd, '--format', 'json', ...args)
  expect({ stderr, code: code === 2 ? stdout : '' }).toEqual({ stderr: '', code: '' })
  return JSON.parse(stdout) as Report
}

export function expectNoPassword({ stdout, stderr }: Pick<CliResult, 'stdout' | 'stderr'>): void {
  for (const form of [PASSWORD, encodeURIComponent(PASSWORD), PASSWORD.split(':')[0] ?? ''])
    expect(`${stdout}${stderr}`).not.toContain(form)
}

/** A file that is at work for longer than any test. */
export const ENDLESS = 'CREATE TABLE a (id bigint);\nSELECT pg_sleep(600);\n'
