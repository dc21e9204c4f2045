/**
 * What is measured: of each mode, how many operations make a round, and what one worker prepares and then does again and again.
 *
 * @see goals.mjs for what each may cost
 */
export const modes = {
  flow: { operations: 300, prepare: async (party) => () => party.flow() },
  client_credentials: { operations: 1500, prepare: async (party) => () => party.clientCredentials() },
  introspection: { operations: 2500, prepare: async (party) => withToken(party, (token) => party.introspect(token)) },
  refresh: { operations: 1500, prepare: refreshing },
  par: { operations: 1500, prepare: pushing },
  userinfo: { operations: 2000, prepare: async (party) => withToken(party, (token) => party.userInfo(token)) },
  discovery: { operations: 3000, prepare: async (party) => () => party.discover() },
}

async function withToken(party, use) {
  const { access_token: token } = await party.logIn()
  return () => use(token)
}

async function refreshing(party) {
  let { refresh_token: token } = await party.logIn()
  return async () => {
    const answer = await party.refresh(token)
    token = answer.refresh_token ?? token
  }
}

/** In the name of one client after the other: nobody opens the requests. */
async function pushing(party) {
  let pushed = 0
  return () => party.push(party.furtherClients[pushed++ % party.furtherClients.length])
}
