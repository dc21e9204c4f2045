import { createHash } from 'node:crypto'
import { Injectable } from '@nestjs/common'
import type { CanActivate, ExecutionContext } from '@nestjs/common'
import type { Request } from 'express'
import { defineCheck } from '#libs/checks/define-check'
import { isSame } from '#libs/constant-time/is-same'
import { AddressList } from '#libs/ip-address/address-list'
import { MetricsSettings } from '#platform/config/metrics-settings'
import { clientAddress } from '#platform/http/address'
import { authorizationOf } from '#platform/http/authorization-header'
import { notFound } from '#platform/http/errors/http-refusals'

const digest = (text: string) => createHash('sha256').update(text).digest()

/** To strangers the figures are not there. */
const checkMetricsReader = defineCheck({
  name: 'metrics-reader',
  clauses: ['SEC-455'],
  hint: 'Set ALDGATE_METRICS_TOKEN and have Prometheus send it as a bearer token, or name its address in ALDGATE_METRICS_ALLOW.',
  check(mayRead: boolean) {
    if (!mayRead) throw notFound()
  },
})

/** Lets in whoever shows the token of the metrics, or comes from an address that may read them. */
@Injectable()
export class MetricsReaderGuard implements CanActivate {
  readonly #digest: Buffer | undefined
  readonly #addresses: AddressList

  constructor({ token, allow }: MetricsSettings) {
    this.#digest = token === undefined ? undefined : digest(token)
    this.#addresses = new AddressList(allow)
  }

  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<Request>()
    checkMetricsReader(this.#addresses.holds(clientAddress(request)) || this.#hasToken(authorizationOf(request)))
    return true
  }

  // Digests have one length: how much of the token is right does not show in the time.
  #hasToken(authorization = ''): boolean {
    const [, token = ''] = /^Bearer +(\S+)$/i.exec(authorization) ?? []
    return this.#digest !== undefined && isSame(digest(token), this.#digest)
  }
}
