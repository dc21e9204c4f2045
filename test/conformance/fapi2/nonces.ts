import type { Answer } from '../../support/relying-party'

type Place = 'server' | 'resource'

/** The last nonce that the authorization server and the resource each gave for proofs; a newer one takes the place of the old. */
export class Nonces {
  readonly #last = new Map<Place, string>()

  for(url: string): { readonly nonce?: string } {
    const nonce = this.#last.get(new URL(url).pathname === '/userinfo' ? 'resource' : 'server')
    return nonce === undefined ? {} : { nonce }
  }

  keep(place: Place, answer: Answer): Answer {
    const nonce = answer.headers.get('dpop-nonce')
    if (nonce === null) return answer
    expect(nonce).toMatch(/^[\x21\x23-\x5b\x5d-\x7e]+$/)
    this.#last.set(place, nonce)
    return answer
  }

  forget(): void {
    this.#last.clear()
  }
}
