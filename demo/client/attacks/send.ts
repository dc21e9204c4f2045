import { recordingFetch } from '../wire/wire'

/** A request by hand. */
export interface HandMade {
  readonly method?: 'GET' | 'POST'
  readonly url: string
  readonly headers?: Readonly<Record<string, string>>
  readonly form?: Readonly<Record<string, string>>
}

/** Sends a request as it is, right or wrong, and records it. */
export const send = async ({ method = 'GET', url, headers = {}, form }: HandMade): Promise<Response> =>
  recordingFetch(url, {
    method,
    headers: { ...headers, ...(form && { 'content-type': 'application/x-www-form-urlencoded' }) },
    ...(form && { body: new URLSearchParams(form) }),
  })

/** Posts a form. */
export const post = async (url: string, form: HandMade['form'] = {}, headers: HandMade['headers'] = {}): Promise<Response> =>
  send({ method: 'POST', url, headers, form })
