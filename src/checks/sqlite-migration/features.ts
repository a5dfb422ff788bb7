/** A feature, the version that brought it, and the mark of it in a statement as SQLite spells it (keywords in capitals, `?` for literals). */
interface Feature {
  minor: number
  what: string
  mark: RegExp
  source: string
}

const release = (version: string): string => `https://www.sqlite.org/releaselog/${version}.html`

/** Read in the release log of SQLite in November 2026. */
export const FEATURES: readonly Feature[] = [
  {
    minor: 53,
    what: 'ALTER TABLE … ALTER COLUMN SET or DROP NOT NULL',
    mark: /^ALTER TABLE .* ALTER (?:COLUMN )?\S+ (?:SET|DROP) NOT NULL/,
    source: release('3_53_0'),
  },
  {
    minor: 53,
    what: 'ALTER TABLE … ADD or DROP CONSTRAINT',
    mark: /^ALTER TABLE .* (?:ADD CONSTRAINT|ADD CHECK|DROP CONSTRAINT)\b/,
    source: release('3_53_0'),
  },
  { minor: 45, what: 'jsonb functions', mark: /\bjsonb(?:_\w+)?\(/i, source: release('3_45_0') },
  {
    minor: 44,
    what: 'concat() and string_agg()',
    mark: /\b(?:concat|concat_ws|string_agg)\(/i,
    source: release('3_44_0'),
  },
  { minor: 39, what: 'RIGHT and FULL JOIN', mark: /\b(?:RIGHT|FULL) (?:OUTER )?JOIN\b/, source: release('3_39_0') },
  { minor: 38, what: 'the operators -> and ->>', mark: /->/, source: release('3_38_0') },
  {
    minor: 37,
    what: 'STRICT tables',
    mark: /^CREATE TABLE .*\)\s*(?:WITHOUT ROWID,\s*)?STRICT\b/i,
    source: release('3_37_0'),
  },
  { minor: 35, what: 'ALTER TABLE … DROP COLUMN', mark: /^ALTER TABLE .* DROP COLUMN\b/, source: release('3_35_0') },
  {
    minor: 35,
    what: 'RETURNING',
    mark: /^(?:INSERT|UPDATE|DELETE|REPLACE|WITH)\b.*\bRETURNING\b/,
    source: release('3_35_0'),
  },
  { minor: 33, what: 'UPDATE … FROM', mark: /^UPDATE\b.*\bSET\b.*\bFROM\b/, source: release('3_33_0') },
  {
    minor: 31,
    what: 'generated columns',
    mark: /^(?:CREATE|ALTER) TABLE .*\b(?:GENERATED ALWAYS )?AS\(.*\)\s*(?:STORED|VIRTUAL)/i,
    source: release('3_31_0'),
  },
  {
    minor: 25,
    what: 'ALTER TABLE … RENAME COLUMN',
    mark: /^ALTER TABLE .* RENAME COLUMN\b/,
    source: release('3_25_0'),
  },
  {
    minor: 24,
    what: 'ON CONFLICT … DO',
    mark: /\bON CONFLICT\b.*\bDO (?:NOTHING|UPDATE)\b/,
    source: release('3_24_0'),
  },
]
