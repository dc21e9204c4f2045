import { randomUUID } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import { invalidRequest } from '#libs/oauth-errors/factories'
import type { Payment } from './parse-payment'

/** An account as GET /accounts shows it. */
export interface Account {
  readonly id: string
  readonly name: string
  readonly balance: string
  readonly currency: 'EUR'
}

/** A payment that was made. */
export interface MadePayment extends Payment {
  readonly id: string
  readonly currency: 'EUR'
  readonly status: 'accepted'
}

const openingCents = 250_000
const toEuros = (cents: number): string => `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`

/** Money that exists in this process alone: everybody begins with the same. */
export class Ledger {
  readonly #cents = new LRUCache<string, number>({ max: 1000 })

  accountsOf(sub: string): readonly Account[] {
    return [{ id: 'current', name: 'Current account', balance: toEuros(this.#cents.get(sub) ?? openingCents), currency: 'EUR' }]
  }

  /** @throws OAuthError invalid_request where there is not enough */
  pay(sub: string, payment: Payment): MadePayment {
    const left = (this.#cents.get(sub) ?? openingCents) - Math.round(Number(payment.amount) * 100)
    if (left < 0) throw invalidRequest('the account holds less than the amount')
    this.#cents.set(sub, left)
    return { id: randomUUID(), status: 'accepted', ...payment, currency: 'EUR' }
  }
}
