import { Injectable } from '@nestjs/common'
import type { OnModuleInit } from '@nestjs/common'
import { DiscoveryService } from '@nestjs/core'
import type { ClientAuthMethod } from '#libs/client-metadata/client-metadata'
import type { RegisteredClient } from '#libs/client-metadata/registered-client'
import { defineCheck } from '#libs/checks/define-check'
import { invalidClient } from '#libs/oauth-errors/factories'
import { OAuthError } from '#libs/oauth-errors/oauth-error'
import type { FormParams } from '#libs/oauth-params/form-params'
import { excerpt, excerptWhole } from '#libs/oauth-params/excerpt'
import { UnitOfWork } from '#platform/database/unit-of-work'
import { Events } from '#platform/events/events'
import { Attempts } from '#records/attempts/attempts'
import { limitsOfNetworks } from '#records/attempts/network-limits'
import type { Limit } from '#records/attempts/attempts'
import { LimitSettings } from '#platform/config/limit-settings'
import { findRegistered } from '#platform/registry/registry'
import { Clients } from '../clients.repository'
import type { KnownClient } from '../clients.repository'
import { AuthenticatesClient } from './client-authentication-method'
import type { ClientAuthenticationMethod, ClientProof } from './client-authentication-method'
import { readClientCredentials } from './client-credentials'
import type { ClientCredentials } from './client-credentials'

/** Where a request comes from and what it says. */
export interface ClientRequest {
  readonly authorization: string | undefined
  readonly params: FormParams
  readonly address: string
  /** The networks that the address lies in, the smallest, which is `address`, first. */
  readonly networks?: readonly string[]
  /** The path of the endpoint that was called, below the issuer. */
  readonly path: string
}

/** A client that has proven itself, and what its proof uses up: spent once the rest of the request holds. */
export interface AuthenticatedClientRequest extends ClientProof {
  readonly client: RegisteredClient
  /** How it has proven itself. */
  readonly method: ClientAuthMethod
}

/** Who failed: the client that the request names, how it may be shown, and where the request came from. */
interface Failed {
  readonly clientId: string
  readonly shown: string
  readonly isKnown: boolean
  readonly address: string
  readonly networks: readonly string[]
}

/** So many clients may fail from one address as often as each of them may. */
const clientsPerAddress = 10
/** So many failures of a client from one address are kept for good in each window, and so many times as many from all of its networks. */
const mostKept = 10

const checkKnownClient = defineCheck({
  name: 'registered-client',
  clauses: ['RFC6749-2.2', 'SEC-153'],
  hint: 'Send the client_id of a client that is registered here and not disabled; aldgate clients list shows them.',
  check(known: KnownClient | undefined): KnownClient {
    if (!known) throw invalidClient('no such client is registered, or it is disabled')
    return known
  },
})

const checkRegisteredMethod = defineCheck({
  name: 'registered-authentication-method',
  clauses: ['OIDCR-2', 'FAPI2-SP-FINAL-5.3.2.1-6', 'RFC9700-2.5', 'OIDCC-3.1.3.1', 'SEC-147'],
  hint: 'Authenticate with the token_endpoint_auth_method that the client is registered with. A client of the profile oidc whose entry names none may send its secret in the header or in the form.',
  check(method: ClientAuthMethod, { client }: Pick<KnownClient, 'client'>) {
    if (!client.acceptsMethod(method))
      throw invalidClient('the client is registered with another method', {
        expected: excerptWhole(client.metadata.token_endpoint_auth_method),
        received: excerptWhole(method),
      })
  },
})

/**
 * Finds out which client a request comes from, by the one method the client is registered with.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-2.3
 * @throws OAuthError invalid_client (401), the same for an unknown client and a wrong proof; temporarily_unavailable (429)
 */
@Injectable()
export class AuthenticateClient implements OnModuleInit {
  readonly #methods = new Map<ClientCredentials['method'], ClientAuthenticationMethod>()

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly clients: Clients,
    private readonly attempts: Attempts,
    private readonly limits: LimitSettings,
    private readonly unitOfWork: UnitOfWork,
    private readonly events: Events,
  ) {}

  onModuleInit(): void {
    const registered = findRegistered<ClientCredentials['method'], ClientAuthenticationMethod>(this.discovery, AuthenticatesClient)
    for (const { key, provider } of registered) this.#methods.set(key, provider)
  }

  /** The names of the methods, as metadata announces them. */
  get methods(): readonly string[] {
    return [...this.#methods.keys()]
  }

  async execute({ authorization, params, address, networks = [address], path }: ClientRequest): Promise<AuthenticatedClientRequest> {
    const credentials = readClientCredentials(authorization, params)
    const { clientId } = credentials
    const [known] = await Promise.all([
      this.clients.findWithSecret(clientId),
      this.attempts.check(this.#limitsOf({ clientId, shown: clientId, isKnown: false, address, networks })),
    ])
    try {
      return await this.#authenticate(credentials, known, path)
    } catch (error) {
      // What no client is called may be a secret in the wrong place.
      const failed = {
        clientId,
        shown: known ? excerptWhole(clientId) : excerpt(clientId),
        isKnown: known !== undefined,
        address,
        networks,
      }
      if (error instanceof OAuthError && error.code === 'invalid_client') await this.#fail(failed, error)
      throw error
    }
  }

  /** Counts a failure that shows later: an assertion that was used before. */
  async countFailure(clientId: string, address: string, networks: readonly string[] = [address]): Promise<void> {
    await this.#fail({ clientId, shown: excerptWhole(clientId), isKnown: true, address, networks })
  }

  async #fail(failed: Failed, error?: OAuthError): Promise<void> {
    const reason = excerpt(error?.evidence.reason ?? 'the assertion was used before')
    const told = { clientId: failed.shown, reason, check: error?.refusal?.check }
    await this.unitOfWork.run(async () => {
      const { voucher, failures } = await this.attempts.fail(this.#limitsOf(failed))
      // A client that there is not has no secret to guess; and of one that is guessed at again and again, the limit tells when it is full.
      if (failed.isKnown && isKept(failures)) await this.events.keep('client.failed', told, voucher)
      else this.events.note('client.failed', told)
    })
  }

  async #authenticate(credentials: ClientCredentials, known: KnownClient | undefined, path: string): Promise<AuthenticatedClientRequest> {
    const method = this.#methods.get(credentials.method)
    if (!method) throw new Error(`there is no client authentication method ${credentials.method}`)
    // The method does its work for an unknown client too; but whoever asks why is told that there is no such client.
    const proof = await method.authenticate(credentials, known, path).catch((error: unknown) => {
      checkKnownClient(known)
      throw error
    })
    const { client } = checkKnownClient(known)
    checkRegisteredMethod(credentials.method, { client })
    return { client, method: credentials.method, ...proof }
  }

  /** Whoever makes clients up is limited by address: known and unknown ones count alike. */
  #limitsOf({ clientId, shown, address, networks }: Failed): readonly Limit[] {
    const { clientFailures: failures, clientWindowSeconds: windowSeconds } = this.limits
    return [
      { of: ['client', clientId, address], told: ['client', shown, address], failures, windowSeconds },
      ...limitsOfNetworks(networks, ['client'], { failures: failures * clientsPerAddress, windowSeconds }),
    ]
  }
}

/** Whoever has a network of their own fails from as many addresses as they like: that fills nothing either. */
const isKept = (failures: readonly number[]): boolean =>
  (failures[0] ?? 0) <= mostKept && (failures.at(-1) ?? 0) <= mostKept * clientsPerAddress
