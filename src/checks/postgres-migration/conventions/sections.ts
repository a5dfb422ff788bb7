import type { Source } from '../../check.ts'
import type { Range } from '../parse.ts'
import { nameOf, wholeOf } from './tool.ts'
import type { Tool } from './tool.ts'

/** Tools that keep both directions in one file, under marks in comments. */

export const goose: Tool = {
  convention: 'goose',
  facts: [
    'https://pressly.github.io/goose/documentation/annotations',
    'https://github.com/pressly/goose/blob/main/migration_sql.go',
  ],
  recognises: ({ files }) => files.some(({ text }) => gooseUp.test(text)),
  read: (source) => ({
    version: digitsOf(source),
    up: upSection(source, gooseUp, gooseDown),
    wrap: () =>
      /^--\s\+goose\s+no\s+transaction\b/im.test(source.text)
        ? { how: 'statement', because: 'the file says "-- +goose NO TRANSACTION"' }
        : {
            how: 'transaction',
            because: 'goose runs a file in one transaction unless it says "-- +goose NO TRANSACTION"',
          },
  }),
}

const gooseUp = /^--\s\+goose\s+up\b.*$/im
const gooseDown = /^--\s\+goose\s+down\b.*$/im

export const dbmate: Tool = {
  convention: 'dbmate',
  facts: [
    'https://github.com/amacneil/dbmate#migration-options',
    'https://github.com/amacneil/dbmate/blob/main/pkg/dbmate/migration.go',
    // Without a transaction the section is still sent as one query string.
    'https://github.com/amacneil/dbmate/issues/126',
  ],
  recognises: ({ files }) => files.some(({ text }) => dbmateUp.test(text)),
  read: (source) => ({
    version: digitsOf(source),
    up: upSection(source, dbmateUp, dbmateDown),
    wrap: () =>
      /\stransaction:false(\s|$)/.test(dbmateUp.exec(source.text)?.[0] ?? '')
        ? {
            how: 'implicit',
            because:
              'with "transaction:false" dbmate sends the section as one query, which the server makes one transaction when it has several statements',
          }
        : {
            how: 'transaction',
            because: 'dbmate runs a file in one transaction unless it says "-- migrate:up transaction:false"',
          },
  }),
}

const dbmateUp = /^--\s*migrate:up(?:\s*$|\s+\S.*$)/m
const dbmateDown = /^--\s*migrate:down(?:\s*$|\s+\S.*$)/m

/** From the mark of the up section to that of the down section; a file without marks is all up. */
function upSection(source: Source, up: RegExp, down: RegExp): Range {
  const start = up.exec(source.text)
  if (start === null) return wholeOf(source)
  const rest = source.text.slice(start.index)
  const end = down.exec(rest)
  return { start: start.index, end: end === null ? source.text.length : start.index + end.index }
}

const digitsOf = ({ path }: Source): string | undefined => /^\d+/.exec(nameOf(path))?.[0]
