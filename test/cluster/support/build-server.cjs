const { mkdtempSync, symlinkSync, writeFileSync } = require('node:fs')
const { tmpdir } = require('node:os')
const { join } = require('node:path')
const { compileServer } = require('../../support/compile-server.cjs')

const root = join(__dirname, '..', '..', '..')

/** Compiles a server as it ships into a folder of its own, so that neither an old dist serves the tests nor theirs somebody else. */
exports.buildServer = (source = root) => {
  const folder = mkdtempSync(join(tmpdir(), 'aldgate-build-'))
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  symlinkSync(join(source, 'views'), join(folder, 'views'))
  const { imports, scripts } = require(join(source, 'package.json'))
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'aldgate', imports, scripts }))
  compileServer(source, join(folder, 'dist'))
  return folder
}
