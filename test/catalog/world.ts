import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'
import { compileCatalog } from '../../src/catalog/compile.ts'
import { type OpenContext, openContext, type OpenOptions } from '../../src/operations/open.ts'
import { compileSearch } from '../../src/search/compile.ts'

/** Files by path. */
export type Tree = Record<string, string | Uint8Array>

/** An empty folder that is gone after the test. */
export function temporaryFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'maifady-')))
  chmodSync(folder, 0o755)
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

export function writeTree(root: string, tree: Tree): void {
  for (const [path, content] of Object.entries(tree)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), content)
  }
}

/** An AGENT.md with every key. */
export function agentFile(name: string, more: Record<string, string> = {}): string {
  const keys = {
    name,
    description: `The ${name}. Use when there is ${name} work.`,
    tools: '[Read]',
    model: 'sonnet',
    tier: 'lite',
    title: `Title of ${name}`,
    category: 'code',
    checks: '[]',
    handoffs: '[]',
    ...more,
  }
  const lines = Object.entries(keys).map(([key, value]) => `${key}: ${value}`)
  return `---\n${lines.join('\n')}\n---\n\n# ${name}\n\nDo the work.\n`
}

export interface World {
  /** The user's folder of agents, which need not exist. */
  user: string
  /** The project's folder of agents, which need not exist. */
  project: string
  cwd: string
  home: string
  options: OpenOptions
  open: (more?: Partial<OpenOptions>) => Promise<OpenContext>
}

/** A package with these built-in agents, compiled as the build does it, a home and a project. */
export async function makeWorld({ builtIn, user = {}, project = {}, home = {} }: Record<string, Tree>): Promise<World> {
  const root = temporaryFolder()
  const packageRoot = join(root, 'package')
  const world = { cwd: join(root, 'project'), home: join(root, 'home') }
  const folders = {
    user: join(world.home, '.config/maifady/agents'),
    project: join(world.cwd, '.maifady/agents'),
  }
  for (const folder of [join(packageRoot, 'dist'), world.cwd, world.home]) mkdirSync(folder, { recursive: true })
  writeTree(join(packageRoot, 'agents'), builtIn ?? { 'alpha/AGENT.md': agentFile('alpha') })
  writeTree(folders.user, user)
  writeTree(folders.project, project)
  writeTree(world.home, home)
  await compileCatalog(join(packageRoot, 'agents'), join(packageRoot, 'dist'))
  await compileSearch(join(packageRoot, 'dist'))
  const options: OpenOptions = { cwd: world.cwd, env: {}, home: world.home, platform: 'linux', packageRoot }
  const open = async (more: Partial<OpenOptions> = {}): Promise<OpenContext> => {
    const context = await openContext({ ...options, ...more })
    onTestFinished(() => context.close())
    return context
  }
  return { ...world, ...folders, options, open }
}

/** What a snapshot has to complain of, as `<end of the path>: <message>`. */
export const complaints = (context: OpenContext): string[] =>
  context.snapshot().problems.map(({ path, message }) => `${path.split(/[\\/]/).slice(-2).join('/')}: ${message}`)

export const names = (context: OpenContext): string[] =>
  context.snapshot().agents.map(({ name, layer }) => `${name} (${layer})`)
