// The least MCP server that the SDK makes: one trivial tool, its own loopback guards. What ours is measured against.
import { createServer } from 'node:http'
import { localhostHostValidation, localhostOriginValidation, toNodeHandler } from '@modelcontextprotocol/node'
import { createMcpHandler, McpServer } from '@modelcontextprotocol/server'
import * as z from 'zod'

const inputSchema = z.object({ task: z.string() })

function build() {
  const server = new McpServer({ name: 'bare', version: '1.0.0' })
  server.registerTool('find_agent', { description: 'Says what it was told.', inputSchema }, async ({ task }) => ({
    content: [{ type: 'text', text: task }],
  }))
  return server
}

const handle = toNodeHandler(createMcpHandler(build))
const [host, origin] = [localhostHostValidation(), localhostOriginValidation()]
const server = createServer((request, response) => {
  if (host(request, response) && origin(request, response)) void handle(request, response)
})
server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}/mcp`))
