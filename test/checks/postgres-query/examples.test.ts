import { runExamples } from '../run-examples.ts'

runExamples('postgres-query')
