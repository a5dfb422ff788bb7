// The least MCP server that the SDK makes over stdio: one trivial tool. What our start is measured against.
import { McpServer } from '@modelcontextprotocol/server'
import { serveStdio } from '@modelcontextprotocol/server/stdio'
import * as z from 'zod'

const inputSchema = z.object({ task: z.string() })

serveStdio(() => {
  const server = new McpServer({ name: 'bare', version: '1.0.0' })
  server.registerTool('find_agent', { description: 'Says what it was told.', inputSchema }, async ({ task }) => ({
    content: [{ type: 'text', text: task }],
  }))
  return server
})
