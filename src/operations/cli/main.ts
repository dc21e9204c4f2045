import { once } from 'node:events'
import { checkNodeVersion } from '#operations/start/check-node-version'

// Before anything is imported that an old Node could not even load.
checkNodeVersion(process.versions.node)
// oxlint-disable-next-line typescript/no-require-imports
const { runCommand } = require('./run') as typeof import('./run')

const write = async (line: string) => {
  if (!process.stdout.write(`${line}\n`)) await once(process.stdout, 'drain')
}

const main = async () => {
  const { output, exitCode } = await runCommand(process.argv.slice(2), process.env, write)
  const stream = exitCode === 0 || exitCode === 3 ? process.stdout : process.stderr
  if (output !== '') stream.write(`${output}\n`)
  process.exitCode = exitCode
}

// Whoever reads has read enough: "… | head".
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1))
void main()
