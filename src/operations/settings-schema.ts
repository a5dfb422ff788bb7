/** The JSON Schema of `.maifady/config.yaml`, the sections of all checks included. */
export async function settingsJsonSchema(): Promise<Record<string, unknown>> {
  const [{ toJSONSchema }, { settingsSchema }] = await Promise.all([import('zod'), import('../checks/settings.ts')])
  const schema = toJSONSchema(await settingsSchema(), { io: 'input' })
  return { title: 'Settings of maifady-mcp', ...schema }
}
