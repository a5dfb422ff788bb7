import { fileURLToPath } from 'node:url'

/** The folder of the package: dist/ is flat; a module that runs from source lies two levels down. */
export const packageRoot: string = fileURLToPath(
  new URL(import.meta.url.endsWith('.ts') ? '../../' : '../', import.meta.url),
)
