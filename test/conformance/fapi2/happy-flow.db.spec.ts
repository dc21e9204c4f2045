import { decodeJwt } from 'jose'
import { Person } from '../../support/person'
import { random } from '../../support/test-keys'
import { useServer } from '../../support/use-server'
import { expectCallback, expectErrorCallback } from '../suite-checks'
import { fapi2Seed, proofKeys, scopes, variants } from './fapi2-seed'
import { SuiteClient } from './suite-client'

describe.each(variants)('FAPI 2.0 Security Profile, %s: what must succeed', (variant) => {
  const server = useServer({ seed: fapi2Seed })
  const first = new SuiteClient(server, variant)
  const second = new SuiteClient(server, variant, 1)

  it('the flow of two clients, the second with dpop_jkt, a long state and a redirect_uri with a query (happy-flow)', async () => {
    await first.flow()
    await second.flow({ dpop_jkt: proofKeys[1].thumbprint })
  })

  it('the answer of a person who refuses: access_denied to both clients, dummies kept (user-rejects-authentication)', async () => {
    for (const client of [first, second]) {
      const state = `-._~${random(93)}`
      const callback = await new Person(server).authorize(await client.address({ prompt: 'consent', state }), 'deny')
      expectErrorCallback(callback, ['access_denied'], client.expected)
    }
  })

  it('a request without state, whose answer has none (ensure-authorization-request-without-state-success)', async () => {
    const { id_token: token } = await first.flow({ state: undefined })
    expect(token === undefined ? {} : decodeJwt(token)).not.toHaveProperty('s_hash')
  })

  it('a request without nonce, whose ID token has none (ensure-authorization-request-without-nonce-success)', async () => {
    await first.flow({ nonce: undefined })
  })

  it('a nonce of 64 characters, given back whole (ensure-authorization-request-with-64-char-nonce-success)', () =>
    first.flow({ nonce: random(48) }))
  it('a nonce of 384 characters, given back whole (ensure-authorization-request-with-long-nonce)', () => first.flow({ nonce: random(288) }))
  it('a state of 1000 characters, given back whole (ensure-authorization-request-with-long-state)', () =>
    first.flow({ state: random(750) }))

  it('scopes in another order (ensure-other-scope-order-succeeds)', async () => {
    await first.flow({ scope: scopes[variant].split(' ').toReversed().join(' ') })
  })

  it('client_id and request_uri alone (par-without-duplicate-parameters)', async () => {
    const url = first.bareUrl(await first.pushed())
    await first.expectWorks(await first.redeemed(expectCallback(await new Person(server).authorize(url), first.expected)))
  })

  it('proofs that have nbf and exp too (check-dpop-proof-nbf-exp)', async () => {
    const client = new SuiteClient(server, variant)
    client.proofClaims = () => ({ nbf: server.clock.now(), exp: server.clock.now() + 300 })
    await client.flow({}, { dpop: client.proof('POST', client.url('/par')) })
  })

  const expectFlowOfClock = async (secondsAhead: number) => {
    const client = new SuiteClient(server, variant)
    client.proofClaims = () => ({ iat: server.clock.now() + secondsAhead })
    await client.flow({}, { dpop: client.proof('POST', client.url('/par')) })
  }
  it('proofs of a clock 10 seconds slow, at every endpoint (ensure-dpopproof-with-iat-10seconds-before-succeeds)', () =>
    expectFlowOfClock(-10))
  it('proofs of a clock 10 seconds fast, at every endpoint (ensure-dpopproof-with-iat-10seconds-after-succeeds)', () =>
    expectFlowOfClock(10))

  it('a code bound to the key of the proof at PAR (ensure-dpopproof-at-par-endpoint-binding-success)', async () => {
    await first.flow({}, { dpop: first.proof('POST', first.url('/par')) })
  })

  it('a code bound by dpop_jkt, with and without the proof at PAR (ensure-dpop-auth-code-binding-success)', async () => {
    const dpop_jkt = first.proofKey.thumbprint
    await first.flow({ dpop_jkt })
    await first.flow({ dpop_jkt }, { dpop: first.proof('POST', first.url('/par')) })
  })
})

describe.each(variants)('FAPI 2.0 Security Profile, %s: where the server demands its nonces', (variant) => {
  const server = useServer({ seed: fapi2Seed, environment: { DPOP_NONCE: 'required' } })

  it('a client comes through that asks again once, with a new proof and a new assertion (RFC9449-9, FAPI2-SP-FINAL-5.3.2.1-10, happy-flow, refresh-token)', async () => {
    for (const client of [new SuiteClient(server, variant), new SuiteClient(server, variant, 1)]) {
      const tokens = await client.flow({}, {})
      client.nonces.forget()
      server.clock.advance(1)
      await client.expectWorks(await client.judged(await client.refresh(tokens['refresh_token'] ?? '')))
    }
  })
})
