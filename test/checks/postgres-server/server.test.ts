import { afterAll, beforeAll, describe } from 'vitest'
import { describeAddresses } from './addresses.ts'
import { describeEndings } from './endings.ts'
import { describeFitness } from './fitness.ts'
import { describeHostile } from './hostile.ts'
import { describeRefusals } from './refusals.ts'
import { PASSWORD, startServer } from './start-server.ts'
import type { TestServer } from './start-server.ts'
import { describeTrace } from './traced.ts'

// One server for all of them: it takes seconds to make.
let server: TestServer

beforeAll(async () => {
  server = await startServer()
  const attributes = `LOGIN PASSWORD '${PASSWORD}'`
  await server.ask(`CREATE ROLE maker CREATEDB ${attributes}`)
  await server.ask(`CREATE ROLE weak ${attributes}`)
  await server.ask(`CREATE ROLE careful CREATEDB ${attributes}`)
  await server.ask('ALTER ROLE careful SET default_transaction_read_only = on')
})
afterAll(async () => {
  await server.stop()
})

describe('check --database-url', () => {
  describeTrace(() => server)
  describeRefusals(() => server)
  describeFitness(() => server)
  describeAddresses(() => server)
  describeHostile(() => server)
  describeEndings(() => server)
})
