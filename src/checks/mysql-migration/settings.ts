import * as z from 'zod'
import { baseSetting } from '../migration-history/setting.ts'

export interface Settings {
  /** auto: MariaDB where a file of the directory has syntax that only MariaDB has, MySQL otherwise. */
  engine: 'auto' | 'mysql' | 'mariadb'
  /** `8.0.28`, `8.4`, `10.11`: the oldest server that the migrations must run on; without it 8.4 and 10.11. */
  version?: string | undefined
  /** auto: directories whose files are MySQL's; mysql: every file. */
  dialect: 'auto' | 'mysql'
  /** Read by whoever calls the check, which gets the history. */
  base?: string | undefined
}

/** The section `checks.mysql-migration` of the settings. */
export const schema: z.ZodType<Settings> = z.strictObject({
  engine: z.enum(['auto', 'mysql', 'mariadb']).default('auto').meta({
    description: 'The server: mysql, mariadb, or auto, which takes MariaDB where a file has syntax of MariaDB only.',
  }),
  version: z
    .string()
    .regex(/^(?:8|9|[1-9]\d)(?:\.\d{1,2}){1,2}$/)
    .optional()
    .meta({
      description:
        'Oldest server that the migrations must run on: 8.0.28, 8.4, 10.11. Default: 8.4, for MariaDB 10.11.',
    }),
  base: baseSetting,
  dialect: z.enum(['auto', 'mysql']).default('auto').meta({
    description:
      'auto takes files that PostgreSQL cannot read and that have a mark of MySQL (backticks, ENGINE=, …); mysql takes every file.',
  }),
})
