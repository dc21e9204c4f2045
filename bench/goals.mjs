/** What each operation may cost our server: CPU of its process, in ES256 verifications. */
export const goals = {
  flow: { 'aldgate-sqlite': 60, 'aldgate-postgres': 85 },
  client_credentials: { 'aldgate-sqlite': 9, 'aldgate-postgres': 13 },
  introspection: { 'aldgate-sqlite': 4, 'aldgate-postgres': 5 },
  refresh: { 'aldgate-sqlite': 10, 'aldgate-postgres': 15 },
  par: { 'aldgate-sqlite': 9, 'aldgate-postgres': 12 },
  userinfo: { 'aldgate-sqlite': 7, 'aldgate-postgres': 9 },
  discovery: { 'aldgate-sqlite': 2.5, 'aldgate-postgres': 2.5 },
}

/** Resident megabytes of our server after so many flows. */
export const memoryGoal = { megabytes: 140, flows: 5000 }

/** The goals that a run has missed, in words. */
export function missedGoals(results, memory) {
  const slow = results
    .filter(({ mode, server, verifications }) => verifications > (goals[mode][server] ?? Infinity))
    .map(({ mode, server, verifications }) => `${mode} on ${server}: ${verifications.toFixed(1)}, goal ${goals[mode][server]}`)
  const large = memory
    .filter(({ server, megabytes }) => server.startsWith('aldgate') && megabytes > memoryGoal.megabytes)
    .map(({ server, megabytes }) => `memory of ${server}: ${megabytes.toFixed(0)} MB, goal ${memoryGoal.megabytes}`)
  return [...slow, ...large]
}
