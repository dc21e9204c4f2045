const { execFileSync } = require('node:child_process')
const { join } = require('node:path')

const tsc = join(__dirname, '..', '..', 'node_modules', 'typescript', 'bin', 'tsc')

/** Compiles the sources of a folder as the build does, but for the types, which `npm run check` has checked. */
exports.compileServer = (source, dist) => {
  const flags = ['--noCheck', '--sourceMap', 'false', '--outDir', dist]
  execFileSync(process.execPath, [tsc, '-p', 'tsconfig.build.json', ...flags], { cwd: source, stdio: 'inherit' })
}
