import { runExamples } from '../run-examples.ts'

runExamples('release-gate')
