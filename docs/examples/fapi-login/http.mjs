// One request: shown, sent, its answer shown.
import { Failure, say, showAnswer, toCurl } from './output.mjs'

async function fetchOrFail(url, init) {
  try {
    return await fetch(url, { redirect: 'manual', ...init })
  } catch (error) {
    throw new Failure(`${new URL(url).origin} does not answer (${error.cause?.code ?? error.message}). Start the server first: npm start`)
  }
}

const parse = (body) => {
  try {
    return JSON.parse(body)
  } catch {
    return body
  }
}

export async function send(method, url, headers = {}, form) {
  say(toCurl(method, url, headers, form))
  const response = await fetchOrFail(url, { method, headers, ...(form && { body: new URLSearchParams(form) }) })
  const body = parse(await response.text())
  showAnswer(response, body)
  return { response, body }
}

export function refuse(url, { response, body }) {
  const { error = `status ${response.status}`, error_description: description = 'no description' } = body
  const flow = response.headers.get('x-flow-id')
  const advice = error === 'invalid_client' ? ' Is it the key that this server has registered?' : ''
  throw new Failure(`${url} refused: ${error}: ${description}.${advice}\nThe server's log tells why: look for the flow ${flow}`)
}
