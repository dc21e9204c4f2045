const { projects } = require('./jest.config.cjs')

const cluster = projects.find(({ displayName }) => displayName === 'cluster')

/** The long form of the cluster tests: npm run test:soak. */
module.exports = { ...cluster, displayName: 'soak', testMatch: ['<rootDir>/test/soak/**/*.soak.ts'] }
