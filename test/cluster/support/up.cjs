const { mkdtempSync, symlinkSync, writeFileSync } = require('node:fs')
const { tmpdir } = require('node:os')
const { join } = require('node:path')
const { compileServer } = require('../../support/compile-server.cjs')
const postgresUp = require('../../support/postgres-up.cjs')

const root = join(__dirname, '..', '..', '..')

/** Compiles the server as it ships into a folder of its own, so that neither an old dist serves the tests nor theirs somebody else. */
const build = () => {
  const folder = mkdtempSync(join(tmpdir(), 'aldgate-build-'))
  for (const name of ['node_modules', 'views']) symlinkSync(join(root, name), join(folder, name))
  const { imports } = require(join(root, 'package.json'))
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'aldgate', imports }))
  compileServer(root, join(folder, 'dist'))
  return folder
}

/** What the cluster specs share: the compiled server, whose types `npm run check` has checked, and PostgreSQL. */
module.exports = async () => {
  process.env.TEST_BUILD = build()
  await postgresUp()
}
