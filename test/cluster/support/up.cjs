const postgresUp = require('../../support/postgres-up.cjs')
const { buildServer } = require('./build-server.cjs')

/** What the cluster specs share: the compiled server, whose types `npm run check` has checked, and PostgreSQL. */
module.exports = async () => {
  process.env.TEST_BUILD = buildServer()
  await postgresUp()
}
