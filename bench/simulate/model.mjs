const [hour, day] = [3600, 24 * 3600]
/** What a replay mark is kept for beyond what it marks, and a grant beyond its end: src/records/replay, src/records/grants. */
const [markKept, grantKept] = [120, day]
/** Longest age of a proof that has a nonce. */
const proofAge = 300
/** So much of a core is used at the peak, not more. */
const utilisation = 0.6

/** What is asked of the model; lifetimes are in seconds, and those of the server's settings. */
export const parameters = {
  users: { default: [1e6, 1e7, 1e8], meaning: 'people, of which each is a column' },
  profile: { default: 'fapi2', meaning: 'fapi2 or oidc: how clients authenticate, and whether refresh tokens rotate' },
  logins: { default: 1, meaning: 'logins of a person in a day' },
  refreshes: { default: 10, meaning: 'refreshes after a login' },
  userinfos: { default: 1, meaning: 'UserInfo requests after a login' },
  introspections: { default: 0, meaning: 'introspections after a login' },
  clients: { default: 3, meaning: 'clients that a person has allowed something' },
  offline: { default: 0.05, meaning: 'share of the logins that ask for offline_access' },
  peak: { default: 4, meaning: 'the busiest second against the mean of the day' },
  interaction: { default: 1800, setting: 'ALDGATE_INTERACTION_LIFETIME' },
  'request-uri': { default: 90, setting: 'ALDGATE_REQUEST_URI_LIFETIME' },
  'access-token': { default: 600, setting: 'ALDGATE_ACCESS_TOKEN_LIFETIME' },
  session: { default: 12 * hour, setting: 'ALDGATE_SESSION_LIFETIME' },
  'session-idle': { default: hour, setting: 'ALDGATE_SESSION_IDLE_LIFETIME' },
  'refresh-token': { default: 180 * day, setting: 'ALDGATE_REFRESH_TOKEN_LIFETIME' },
  'refresh-token-idle': { default: 30 * day, setting: 'ALDGATE_REFRESH_TOKEN_IDLE_LIFETIME' },
  'flow-retention': { default: 7, setting: 'ALDGATE_FLOW_RETENTION' },
}

/** How long a row of each table stays, in seconds; those that are not here stay for good. */
function lifetimesOf(given) {
  const mixed = (offline, online) => given.offline * offline + (1 - given.offline) * online
  const sessionEnd = given.session + given['access-token']
  const grant = mixed(given['refresh-token'], Math.min(given['refresh-token'], sessionEnd)) + grantKept
  return {
    replay_marks: proofAge + markKept,
    pushed_requests: given['request-uri'] + given.interaction,
    sessions: Math.min(given.session, given['session-idle'] + given.refreshes * given['access-token']),
    authorization_codes: grant,
    grants: grant,
    refresh_tokens: mixed(given['refresh-token-idle'], Math.min(given['refresh-token-idle'], sessionEnd)),
    flow_events: given['flow-retention'] * day,
  }
}

/** What a person's login brings, all in all: each operation, and how often. */
const operationsOf = ({ refreshes, userinfos, introspections }) => ({
  login: 1,
  refresh: refreshes,
  userinfo: userinfos,
  introspection: introspections,
})

const sum = (values) => values.reduce((total, value) => total + value, 0)

/** Over all operations of a login, what each has of something. */
const overAll = (given, { operations }, amountOf) =>
  sum(Object.entries(operationsOf(given)).map(([name, times]) => (times === 0 ? 0 : times * amountOf(measuredOf(operations, name)))))

function measuredOf(operations, name) {
  if (!operations[name]) throw new Error(`${name} was not measured for this profile`)
  return operations[name]
}

/** Bytes of rows that an operation adds, their share of the indexes included. */
export const bytesOf = ({ rows }, bytesPerRow) => sum(Object.entries(rows).map(([table, count]) => count * (bytesPerRow[table] ?? 0)))

/** Rows and bytes of each table that are there in the long run; of the audit log, what a year adds. */
export function standing(given, profile, users) {
  const lifetimes = lifetimesOf(given)
  const perSecond = (users * given.logins) / day
  const stock = { users, consents: users * given.clients }
  return Object.entries(profile.bytesPerRow).map(([table, bytes]) => {
    const written = perSecond * overAll(given, profile, ({ rows }) => rows[table] ?? 0)
    const rows = stock[table] ?? written * (lifetimes[table] ?? 365 * day)
    return { table, rows, bytes: rows * bytes, isYear: !(table in stock) && !(table in lifetimes) }
  })
}

/** What a day brings. */
export function perDay(given, profile, users) {
  const logins = users * given.logins
  return {
    logins,
    refreshes: logins * given.refreshes,
    rows: logins * overAll(given, profile, ({ rows }) => sum(Object.values(rows))),
    bytes: logins * overAll(given, profile, (operation) => bytesOf(operation, profile.bytesPerRow)),
    wal: logins * overAll(given, profile, ({ walBytes }) => walBytes),
  }
}

/** What the busiest second brings, and how many cores of the measured machine that takes. */
export function atPeak(given, profile, users, passwordMilliseconds) {
  const logins = ((users * given.logins) / day) * given.peak
  const cores = (milliseconds) => (logins * milliseconds) / 1000 / utilisation
  return {
    logins,
    refreshes: logins * given.refreshes,
    marks: logins * overAll(given, profile, ({ rows }) => rows.replay_marks ?? 0),
    nodeCores: cores(passwordMilliseconds + overAll(given, profile, ({ nodeMilliseconds }) => nodeMilliseconds)),
    databaseCores: cores(overAll(given, profile, ({ databaseMilliseconds }) => databaseMilliseconds)),
    walBytes: logins * overAll(given, profile, ({ walBytes }) => walBytes),
  }
}
