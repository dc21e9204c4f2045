/**
 * What a realm export of Keycloak holds, as far as it is read here. Every member may be missing: exports differ by version and by what was
 * ticked.
 *
 * @see https://www.keycloak.org/server/importExport
 */
export interface Realm {
  readonly realm?: string
  readonly roles?: { readonly realm?: readonly RealmRole[]; readonly client?: Readonly<Record<string, readonly RealmRole[]>> }
  readonly groups?: readonly RealmGroup[]
  readonly users?: readonly RealmUser[]
  readonly clients?: readonly RealmClient[]
  readonly clientScopes?: readonly RealmScope[]
  readonly identityProviders?: readonly { readonly alias?: string }[]
  readonly authenticationFlows?: readonly { readonly alias?: string; readonly builtIn?: boolean }[]
  readonly components?: Readonly<Record<string, readonly { readonly name?: string }[]>>
}

export interface RealmRole {
  readonly name?: string
  readonly composite?: boolean
  readonly composites?: { readonly realm?: readonly string[]; readonly client?: Readonly<Record<string, readonly string[]>> }
}

export interface RealmGroup {
  readonly name?: string
  readonly path?: string
  readonly description?: string
  readonly realmRoles?: readonly string[]
  readonly clientRoles?: Readonly<Record<string, readonly string[]>>
  readonly attributes?: Readonly<Record<string, readonly string[]>>
  readonly subGroups?: readonly RealmGroup[]
}

export interface RealmUser {
  readonly id?: string
  readonly username?: string
  readonly enabled?: boolean
  readonly email?: string
  readonly emailVerified?: boolean
  readonly firstName?: string
  readonly lastName?: string
  readonly attributes?: Readonly<Record<string, readonly string[]>>
  readonly credentials?: readonly RealmCredential[]
  readonly groups?: readonly string[]
  readonly realmRoles?: readonly string[]
  readonly clientRoles?: Readonly<Record<string, readonly string[]>>
  readonly requiredActions?: readonly string[]
  readonly federatedIdentities?: readonly { readonly identityProvider?: string }[]
  readonly serviceAccountClientId?: string
}

export interface RealmCredential {
  readonly type?: string
  readonly secretData?: string
  readonly credentialData?: string
}

export interface RealmClient {
  readonly clientId?: string
  readonly name?: string
  readonly protocol?: string
  readonly enabled?: boolean
  readonly rootUrl?: string
  readonly baseUrl?: string
  readonly redirectUris?: readonly string[]
  readonly publicClient?: boolean
  readonly bearerOnly?: boolean
  readonly consentRequired?: boolean
  readonly standardFlowEnabled?: boolean
  readonly implicitFlowEnabled?: boolean
  readonly directAccessGrantsEnabled?: boolean
  readonly serviceAccountsEnabled?: boolean
  readonly clientAuthenticatorType?: string
  readonly secret?: string
  readonly attributes?: Readonly<Record<string, string>>
  readonly protocolMappers?: readonly RealmMapper[]
  readonly defaultClientScopes?: readonly string[]
  readonly optionalClientScopes?: readonly string[]
}

export interface RealmScope {
  readonly name?: string
  readonly protocol?: string
  readonly description?: string
  readonly attributes?: Readonly<Record<string, string>>
  readonly protocolMappers?: readonly RealmMapper[]
}

export interface RealmMapper {
  readonly name?: string
  readonly protocolMapper?: string
  readonly config?: Readonly<Record<string, string>>
}
