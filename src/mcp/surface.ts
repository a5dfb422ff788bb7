import type { Context } from '../operations/context.ts'
import type { Gate } from './gate.ts'

/** What every request needs, whatever the transport and the protocol version. */
export interface Surface {
  context: Context
  /** Real path of the folder that `paths` may lie in; undefined: paths are refused and only texts are checked. */
  root: string | undefined
  /** Lets a few checks run at once; each may take hundreds of megabytes. */
  gate: Gate
  /** Whether a cache that several people share may keep the lists. */
  cacheScope: 'public' | 'private'
  /** One line for the person who runs the server. Never on stdout, which belongs to the protocol. */
  report: (message: string) => void
}
