export async function run(args: string[]): Promise<void> {
  process.stdout.write(`${args.join(' ')}\n`)
}
