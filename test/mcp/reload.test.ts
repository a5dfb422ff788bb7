import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { connect, type Wire } from './connect.ts'

const AGENT = `---
name: release-namer
description: Names for releases, chosen from the change list. Use when a release needs a name. Not for version numbers.
tools: [Read]
model: haiku
tier: lite
title: Release Namer
category: delivery
checks: []
handoffs: []
---

# Release Namer

You name releases.
`

describe.each<Wire>(['stdio', 'http'])('an agent that is added while the server runs over %s', (wire) => {
  it('is served, and a client that listens is told', async () => {
    const { client, cwd, close } = await connect(wire, 'legacy')
    try {
      const told = new Promise<void>((resolve) => {
        // Over HTTP the old revisions have no way to be told; they ask again.
        if (wire === 'stdio') client.setNotificationHandler('notifications/prompts/list_changed', () => resolve())
        else resolve()
      })
      const folder = join(cwd, '.maifady/agents/release-namer')
      mkdirSync(folder, { recursive: true })
      writeFileSync(join(folder, 'AGENT.md'), AGENT)
      await told
      await expect
        .poll(async () => (await client.listPrompts()).prompts.map(({ name }) => name), { timeout: 15_000 })
        .toContain('release-namer')
      const result = await client.callTool({ name: 'get_agent', arguments: { name: 'release-namer' } })
      expect(JSON.stringify(result)).toContain('You name releases.')
    } finally {
      await close()
    }
  })
})
