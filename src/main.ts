import { checkNodeVersion } from '#operations/start/check-node-version'

// Before anything is imported that an old Node could not even load.
checkNodeVersion(process.versions.node)
// oxlint-disable-next-line typescript/no-require-imports
const { serve } = require('./server') as typeof import('./server')
void serve(process.argv)
