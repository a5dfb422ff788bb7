/** Limits on what the user and project layers may hold. A repository that was cloned may be hostile: loading it costs a bounded time and memory. */
export const LIMITS = {
  /** Bytes of one file. */
  fileBytes: 262_144,
  /** Bytes of all files of one layer. */
  layerBytes: 16_777_216,
  /** Characters of front matter, or of one YAML file. */
  yamlCharacters: 65_536,
  agents: 500,
  /** Entries of one folder that are looked at. */
  folderEntries: 2000,
  references: 50,
  name: 64,
  title: 80,
  description: 1024,
  /** Characters of one example, near miss, hand-off condition or keyword. */
  phrase: 400,
  aliases: 20,
  examples: 200,
  nearMisses: 200,
  /** Keywords of one language. */
  keywords: 200,
  handoffs: 30,
  checks: 20,
} as const
