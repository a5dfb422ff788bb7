import { Command, CommanderError, InvalidArgumentError, Option } from 'commander'
import { CATEGORIES } from '../catalog/agent.ts'
import { nearest } from '../nearest.ts'
import { UsageError } from '../usage-error.ts'
import { VERSION } from '../version.ts'
import type { ExitCode } from './main.ts'
import { write } from './streams.ts'

type Outcome = ExitCode | 'running'

/** Finds the command in the arguments and runs it. What a command needs is imported when it runs, never for its help. */
export async function dispatch(args: string[]): Promise<Outcome> {
  let outcome: Outcome = 0
  const program = describe(args, async (command) => {
    outcome = await command
  })
  try {
    await program.parseAsync(args.length === 0 ? ['--help'] : args, { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    if (error.exitCode !== 0) throw usageError(error)
  }
  return outcome
}

/** Commander's own words ("error: …", a hint in a second line, no way out) as one line that has one. */
function usageError({ code, message }: CommanderError): UsageError {
  if (code === 'commander.help') return new UsageError('this command needs one more word; add --help to see which.')
  const text = message
    .replace(/^error: /, '')
    .trim()
    .replaceAll(/\s*\n\s*/g, ' ')
  return new UsageError(/[.)?]$/.test(text) ? text : `${text}; add --help to see what there is.`)
}

const format = (): Option => oneOf('--format <format>', 'how to print', ['text', 'json']).default('text')
const category = (): Option => oneOf('--category <category>', 'only this category', CATEGORIES)

type Done = (command: Promise<Outcome>) => Promise<void>

/** Arguments and options of one command. Called when the command is named, for they are a good part of the time that `list` takes. */
type Describe = (command: Command, done: Done) => void

const COMMANDS: Readonly<Record<string, { summary: string; describe: Describe }>> = {
  serve: { summary: 'serve the agents to an AI client: over stdio, or over HTTP with --http', describe: describeServe },
  list: {
    summary: 'all agents',
    describe: (command, done) =>
      command
        .addOption(category())
        .addOption(format())
        .action(async (options) => done((await import('./commands/list.ts')).list(options))),
  },
  find: {
    summary: 'the agent for a task in plain words, or that none fits',
    describe: (command, done) =>
      command
        .argument('<task...>', 'for example: add a NOT NULL column to a table with 50 million rows')
        .option('--limit <count>', 'at most this many agents (default: 5)', count)
        .addOption(category())
        .addOption(format())
        .action(async (task: string[], options) =>
          done((await import('./commands/find.ts')).find(task.join(' '), options)),
        ),
  },
  show: {
    summary: 'what an agent says, as Markdown',
    describe: (command, done) =>
      command
        .argument('<agent>', 'name or alias')
        .option('--part <part>', 'a part of it, for example references/postgres')
        .addOption(format())
        .action(async (name: string, options) => done((await import('./commands/show.ts')).show(name, options))),
  },
  check: { summary: 'check files against the rules', describe: describeCheck },
  rules: {
    summary: 'all rules, or those of one check',
    describe: (command, done) =>
      command
        .argument('[check]', 'for example postgres-migration')
        .addOption(format())
        .action(async (check: string | undefined, options) =>
          done((await import('./commands/rules.ts')).rules(check, options)),
        ),
  },
  explain: {
    summary: 'why a rule is there, what to do, a bad and a good example',
    describe: (command, done) =>
      command
        .argument('<rule>', 'for example postgres-migration/index-not-concurrent')
        .addOption(format())
        .action(async (rule: string, options) => done((await import('./commands/explain.ts')).explain(rule, options))),
  },
  engines: { summary: 'the engines that checks run on', describe: describeEngines },
  doctor: {
    summary: 'what is installed where, what is broken, and the command that mends it',
    describe: (command, done) =>
      command
        .addOption(format())
        .action(async (options) => done((await import('./commands/doctor.ts')).doctor(options))),
  },
}

function describe(args: readonly string[], done: Done): Command {
  const program = new Command('maifady-mcp')
    .description('Expert engineering agents for any AI client, whose rules are checked, not just promised.')
    .version(VERSION, '-v, --version', 'print the version')
    .option('--debug', 'show the stack of an error')
    .helpOption('-h, --help', 'show help')
    .helpCommand('help [command]', 'show help for a command')
    .showSuggestionAfterError(true)
    .exitOverride()
    .configureOutput({ writeOut: write, writeErr: () => {} })
    .addHelpText('after', AFTER_HELP)
  for (const [name, { summary, describe: describeCommand }] of Object.entries(COMMANDS)) {
    const command = program.command(name).description(summary).copyInheritedSettings(program)
    if (args.includes(name)) describeCommand(command, done)
  }
  return program
}

function describeServe(command: Command, done: Done): void {
  command
    .option('--http', 'serve Streamable HTTP at /mcp')
    .option('--port <port>', 'port for --http, 0 for any free one (default: 7331)', port)
    .option('--host <host>', 'address for --http; beyond this machine only with --token (default: 127.0.0.1)')
    .option('--token <token>', 'bearer token that HTTP requests must carry; also MAIFADY_TOKEN')
    .option('--allow-host <name>', 'host name by which clients reach --http, behind a proxy; may be repeated', collect)
    .option(
      '--root <folder>',
      'the folder that check_files may read; without it, over stdio the current one, over HTTP none',
    )
    .action(async (options) => done((await import('./commands/serve.ts')).serve(options)))
}

function describeCheck(command: Command, done: Done): void {
  command
    .argument('[paths...]', 'files and folders; without any, the current folder')
    .option('--agent <agent>', 'only the checks of this agent')
    .option('--check <check>', 'only this check; may be repeated', collect)
    .option('--dialect <dialect>', 'SQL dialect of the files, where it cannot be told')
    .option('--equivalent', 'run two SELECTs on generated databases and see whether they give the same rows')
    .option('--since <ref>', 'only files that differ from this git ref')
    .option('--schema <file>', 'what pg_dump --schema-only wrote: the tables that are there before the first migration')
    .option('--database-url <url>', 'run migrations in a scratch database on this server, made and dropped')
    .option('--allow-busy-server', 'do so also on a server that somebody else uses')
    .addOption(
      oneOf('--format <format>', 'how to print; mermaid draws the schema that postgres-schema made', [
        'text',
        'json',
        'sarif',
        'github',
        'mermaid',
      ]).default('text'),
    )
    .addOption(
      oneOf('--fail-on <severity>', 'exit 1 from this severity on (default: what the settings say, else error)', [
        'error',
        'warning',
        'note',
        'never',
      ]),
    )
    .option('--strict', 'exit 1 too when something could not be checked')
    .option('--baseline <file>', 'accept the findings in this file')
    .option('--write-baseline', 'write the file of --baseline instead')
    .addHelpText('after', CHECK_EXIT_CODES)
    .action(async (paths: string[], options) => done((await import('./commands/check.ts')).check(paths, options)))
}

function describeEngines(engines: Command, done: Done): void {
  const command = (name: string, summary: string): Command =>
    engines.command(name).description(summary).copyInheritedSettings(engines)
  const load = async (): Promise<typeof import('./commands/engines.ts')> => import('./commands/engines.ts')
  command('list', 'name, version, size, state and the checks that need it')
    .addOption(format())
    .action(async (options) => done((await load()).listAll(options)))
  command('install', 'put an engine into the data folder, from the lockfile that ships with the package')
    .argument('<engine>', 'for example pglite')
    .addOption(format())
    .action(async (name: string, options) => done((await load()).install(name, options)))
  command('remove', 'take an engine out of the data folder')
    .argument('<engine>', 'for example pglite')
    .addOption(format())
    .action(async (name: string, options) => done((await load()).remove(name, options)))
}

const collect = (value: string, before: string[] = []): string[] => [...before, value]

/** An option that takes one of a few words, and names the nearest one for a mistyped one. */
function oneOf(flags: string, description: string, words: readonly string[]): Option {
  const option = new Option(flags, description).choices([...words])
  return option.argParser((value: string) => {
    if (words.includes(value)) return value
    const near = words.find((word) => value !== '' && word.startsWith(value)) ?? nearest(value, words)
    throw new InvalidArgumentError(
      `It is one of ${words.join(', ')}.${near === undefined ? '' : ` Did you mean ${near}?`}`,
    )
  })
}

function port(value: string): number {
  const number = Number(value)
  if (!/^\d+$/.test(value) || number > 65_535) throw new InvalidArgumentError('A port is a number from 0 to 65535.')
  return number
}

function count(value: string): number {
  const number = Number(value)
  if (!/^\d+$/.test(value) || number < 1 || number > 50) throw new InvalidArgumentError('It is a number from 1 to 50.')
  return number
}

const CHECK_EXIT_CODES = `
Exit codes: 0 clean; 1 findings from --fail-on on, or anything not checked with --strict; 2 wrong usage or failure.
`

const AFTER_HELP = `
Without arguments, and with a client on stdin, it serves the Model Context Protocol over stdio.

Try:
  maifady-mcp find "add a NOT NULL column to a table with 50 million rows"
  maifady-mcp check db/migrations

Exit codes: 0 clean; 1 findings; 2 wrong usage or failure.
`
