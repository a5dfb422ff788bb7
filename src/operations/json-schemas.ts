/** The JSON Schema of `.maifady/config.yaml`, the sections of all checks included. */
export async function settingsJsonSchema(): Promise<Record<string, unknown>> {
  const [{ toJSONSchema }, { settingsSchema }] = await Promise.all([import('zod'), import('../checks/settings.ts')])
  const schema = toJSONSchema(await settingsSchema(), { io: 'input' })
  return { title: 'Settings of maifady-mcp', ...schema }
}

/** The JSON Schema of the gate file that the check release-gate reads. */
export async function releaseGatesJsonSchema(): Promise<Record<string, unknown>> {
  const [{ toJSONSchema }, { gateFileShape }] = await Promise.all([
    import('zod'),
    import('../checks/release-gate/gate-file.ts'),
  ])
  return { title: 'Gates of a release', ...toJSONSchema(gateFileShape, { io: 'input' }) }
}
