import { setTimeout as sleep } from 'node:timers/promises'
import { Person } from '../support/person'
import type { Answer } from '../support/relying-party'
import type { ServedAt } from '../support/served-at'
import type { Tally } from './tally'

/** What a client holds, and may rely on. */
export interface HeldGrant {
  readonly refresh: (token: string) => Promise<Answer>
  token: string
  accessToken: string
  /** Refresh tokens that came, one after the other. */
  tokens: number
}

export interface VisitorKind {
  readonly name: string
  /** The address that opens an authorization. */
  readonly open: () => Promise<string>
  readonly redeem: (code: string) => Promise<Answer>
  readonly refresh: (token: string) => Promise<Answer>
  readonly revoke: (token: string) => Promise<Answer>
}

const refreshes = 3
/** A node that is away is replaced within seconds; the balancer passes it over meanwhile. */
const tries = 40
const pauseMs = 250
const isPassing = (status: number) => status === 502 || status === 503

/** A person with a client, who logs in again and again; whatever was promised to them is kept in mind. */
export class Visitor {
  #person: Person

  constructor(
    private readonly server: ServedAt,
    private readonly kind: VisitorKind,
    private readonly tally: Tally,
    private readonly faults: string[],
  ) {
    this.#person = new Person(server)
  }

  /** Logs in, uses what comes of it, and gives back every second grant. The other one is kept. */
  async round(number: number): Promise<HeldGrant | undefined> {
    if (number % 5 === 0) this.#person = new Person(this.server)
    if (number % 10 === 3) await this.#useTwice()
    const tokens = await this.#tokens()
    const token = tokens?.json['refresh_token']
    if (typeof token !== 'string') return undefined
    const grant = { refresh: this.kind.refresh, token, accessToken: String(tokens?.json['access_token']), tokens: 1 }
    for (let time = 0; time < refreshes; time += 1) await this.use(grant)
    if (number % 2 === 0) return grant
    await this.#giveBack(grant)
    return undefined
  }

  /** Refreshes; an answer that was lost is asked for again. Whoever holds a token must get the next one. */
  async use(grant: HeldGrant): Promise<boolean> {
    const answer = await this.#insist('refresh', () => grant.refresh(grant.token))
    if (answer?.status === 200) keep(grant, answer)
    else this.faults.push(`${this.kind.name}: a grant is lost: ${answer?.status} ${answer?.text}`)
    return answer?.status === 200
  }

  /** A code whose redemption got no answer may be used up: the client begins anew. */
  async #tokens(): Promise<Answer | undefined> {
    for (let time = 0; time < tries; time += 1) {
      const answer = await this.#try('login', async () => this.kind.redeem(await this.#person.getCode(await this.kind.open())))
      if (answer?.status === 200) return answer
      await sleep(pauseMs)
    }
    this.faults.push(`${this.kind.name}: nobody could log in`)
    return undefined
  }

  /** Two nodes get one code at the same moment. */
  async #useTwice(): Promise<void> {
    const code = await this.kind
      .open()
      .then(async (url) => this.#person.getCode(url))
      .catch(() => undefined)
    if (code === undefined) return
    const answers = await Promise.all([1, 2].map(() => this.#try('code used twice', () => this.kind.redeem(code))))
    const taken = answers.filter((answer) => answer?.status === 200)
    if (taken.length > 1) this.faults.push(`${this.kind.name}: a code worked twice`)
  }

  async #giveBack(grant: HeldGrant): Promise<void> {
    const revoked = await this.#insist('revoke', () => this.kind.revoke(grant.token))
    const after = await this.#insist('refresh after revocation', () => grant.refresh(grant.token))
    if (revoked?.status !== 200 || after?.status !== 400)
      this.faults.push(`${this.kind.name}: a revoked grant lives: ${revoked?.status}, then ${after?.status}`)
  }

  async #insist(what: string, work: () => Promise<Answer>): Promise<Answer | undefined> {
    for (let time = 0; time < tries; time += 1) {
      const answer = await this.#try(what, work)
      if (answer && !isPassing(answer.status)) return answer
      await sleep(pauseMs)
    }
    return undefined
  }

  async #try(what: string, work: () => Promise<Answer>): Promise<Answer | undefined> {
    try {
      const answer = await work()
      this.tally.add(`${what} ${answer.status}`)
      if (answer.status >= 500 && !isPassing(answer.status)) this.faults.push(`${what}: ${answer.status} ${answer.text}`)
      return answer
    } catch {
      // A page that is no page because its node is gone; the tests of single nodes look at these.
      this.tally.add(`${what} interrupted`)
      return undefined
    }
  }
}

function keep(grant: HeldGrant, { json }: Answer): void {
  const token = String(json['refresh_token'])
  if (token !== grant.token) grant.tokens += 1
  grant.token = token
}
