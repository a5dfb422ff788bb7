import { runExamples } from '../run-examples.ts'

runExamples('sqlite-migration')
