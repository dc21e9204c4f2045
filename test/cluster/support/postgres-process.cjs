// The PostgreSQL of one spec, in a process of its own: it is halted and resumed on demand, and ends with the spec.
const { startPostgres } = require('../../support/embedded-postgres.cjs')

const main = async () => {
  const server = await startPostgres(['fsync=off', 'max_connections=200', ...process.argv.slice(2)])
  const obey = async (order) => {
    try {
      await server[order]()
      process.send({ done: order })
    } catch {
      process.send({ failed: order })
    }
    if (order === 'stop') process.exit(0)
  }
  process.on('message', ({ order }) => void obey(order))
  process.on('disconnect', () => void server.stop().finally(() => process.exit(1)))
  process.send({ url: server.url })
}

void main()
