import { runExamples } from '../run-examples.ts'

runExamples('github-actions')
