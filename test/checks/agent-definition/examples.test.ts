import { runExamples } from '../run-examples.ts'

runExamples('agent-definition')
