import { checkNodeVersion } from '../start/check-node-version'

// Before anything is imported that an old Node could not even load.
checkNodeVersion(process.versions.node)
// oxlint-disable-next-line typescript/no-require-imports
const { runCommand } = require('./run') as typeof import('./run')

const main = async () => {
  const { output, exitCode } = await runCommand(process.argv.slice(2))
  const stream = exitCode === 0 || exitCode === 3 ? process.stdout : process.stderr
  stream.write(`${output}\n`)
  process.exitCode = exitCode
}
void main()
