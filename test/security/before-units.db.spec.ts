import type { Type } from '@nestjs/common'
import { UnitOfWork } from '#platform/database/unit-of-work'
import { currentFlow } from '#platform/events/flow'
import { ClientAdministration } from '#records/clients/client-administration'
import { Consents } from '#records/consents/consents.repository'
import { Sessions } from '#records/sessions/sessions.repository'
import { UserAdministration } from '#records/users/user-administration'
import { e2eSeed, keys } from '../support/e2e-seed'
import { Person } from '../support/person'
import { RelyingParty } from '../support/relying-party'
import type { Answer } from '../support/relying-party'
import { useServer } from '../support/use-server'

type Change = () => Promise<unknown>

/** Has something change between all that a request has read so far and the first unit of work that it begins. */
async function withChange<Result>(change: Change, request: () => Promise<Result>): Promise<Result> {
  const { run } = UnitOfWork.prototype
  let hasChanged = false
  UnitOfWork.prototype.run = async function runAfterChange(this: UnitOfWork, work) {
    if (!hasChanged && currentFlow() && !this.current) {
      hasChanged = true
      await change()
    }
    return run.call(this, work) as ReturnType<typeof work>
  }
  try {
    return await request()
  } finally {
    UnitOfWork.prototype.run = run
    expect(hasChanged).toBe(true)
  }
}

describe('what a unit of work relies on is read in it', () => {
  const server = useServer({ seed: e2eSeed })
  const rp = new RelyingParty(server, 'fapi', keys.fapi)
  const scope = 'openid offline_access'
  let person: Person
  let sub: string
  beforeEach(async () => {
    person = new Person(server)
    sub = (await get(UserAdministration).find('alice'))?.sub ?? ''
  })
  const get = <Instance>(type: Type<Instance>): Instance => server.app.get<Instance>(type, { strict: false })

  const codeOf = async () => person.getCode(await rp.pushedUrl({ scope }))
  const endAll = async (subject: string) => void (await get(Sessions).endOfUser(subject))
  const changes: Readonly<Record<string, Change>> = {
    'the consent is withdrawn': () => get(Consents).withdraw({ sub, clientId: 'fapi' }),
    'all sessions of the person are ended': () => endAll(sub),
    'the account is disabled': async () => {
      const user = await get(UserAdministration).find('alice')
      if (user) await get(UserAdministration).disable(user, endAll)
    },
    'the client is disabled': () => get(ClientAdministration).disable('fapi'),
  }
  const undo = async () => {
    const user = await get(UserAdministration).find('alice')
    if (user?.disabled) await get(UserAdministration).enable(user)
    await get(ClientAdministration).enable('fapi')
  }
  afterEach(undo)

  const lives = async ({ json }: Answer) => {
    const { access_token: access, refresh_token: refresh } = json as { readonly access_token?: string; readonly refresh_token?: string }
    const uses = [
      access === undefined ? undefined : await rp.userinfo(access),
      refresh === undefined ? undefined : await rp.refresh(refresh),
    ]
    return uses.some((answer) => answer?.status === 200)
  }
  /** Each ends with whether anything that came of it can be used. */
  const requests: Readonly<Record<string, (change: Change) => Promise<boolean>>> = {
    'an authorization': async (change) => {
      await codeOf()
      const url = await rp.pushedUrl({ scope, prompt: 'none' })
      const answer = await withChange(change, () => person.open(url))
      const code = answer instanceof URL ? answer.searchParams.get('code') : null
      return code !== null && lives(await rp.redeem(code))
    },
    'a code': async (change) => {
      const code = await codeOf()
      return lives(await withChange(change, () => rp.redeem(code)))
    },
    'a refresh': async (change) => {
      const { json } = await rp.redeem(await codeOf())
      return lives(await withChange(change, () => rp.refresh(String(json['refresh_token']))))
    },
  }
  const cases = Object.keys(requests).flatMap((request) => Object.keys(changes).map((change) => [request, change] as const))

  it.each(cases)('so that nothing of %s can be used when %s meanwhile (SEC-64, SEC-214, SEC-225)', async (request, change) => {
    expect(await requests[request]?.(changes[change] as Change)).toBe(false)
  })
})
