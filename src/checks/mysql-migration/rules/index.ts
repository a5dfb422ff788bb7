import { copiesTable } from './copies-table.ts'
import { rebuildsTable } from './rebuilds-table.ts'
import type { MysqlRule } from './rule.ts'
import { syntax } from './syntax.ts'

export const MYSQL_RULES: readonly MysqlRule[] = [copiesTable, rebuildsTable, syntax]
