import { checkNodeVersion } from './check-node-version'

// Before anything is imported that an old Node could not even load.
checkNodeVersion(process.versions.node)
// eslint-disable-next-line typescript/no-require-imports
const { start } = require('./start') as typeof import('./start')
void start(process.argv)
