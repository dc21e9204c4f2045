import { checkNoRepeats } from '../oauth-params/check-no-repeats'
import type { FormParams } from '../oauth-params/form-params'
import { longest } from '../oauth-params/longest'
import { parameterNames } from './authorization-params'
import type { AuthorizationParams } from './authorization-params'

/**
 * Takes the authorization request out of a form or query; what is no parameter of it is left behind.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-3.1
 * @throws OAuthError invalid_request when a parameter repeats
 */
export function toAuthorizationParams(form: FormParams): AuthorizationParams {
  checkNoRepeats(form, ['resource'])
  const params: AuthorizationParams = Object.fromEntries(
    parameterNames.filter((name) => form.has(name)).map((name) => [name, form.text(name, longest.token)]),
  )
  const resource = [...new Set(form.texts('resource', longest.uri))]
  return resource.length === 0 ? params : { ...params, resource }
}
