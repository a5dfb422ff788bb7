import { runExamples } from '../run-examples.ts'

runExamples('mysql-migration')
