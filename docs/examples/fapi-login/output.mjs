// What the example shows: requests as curl lines, answers with their tokens decoded.
import { decode } from './jwt.mjs'

/** Something that ends the login, with a sentence for whoever runs it. */
export class Failure extends Error {}

export const say = (line = '') => process.stdout.write(`${line}\n`)
const inline = (_, list) => `[${list.replaceAll(/\s*\n\s*/g, ' ')}]`
const toText = (value) => (typeof value === 'string' ? value : JSON.stringify(value, null, 2).replaceAll(/\[\s+([^[\]{}]*?)\s+\]/g, inline))
const indent = (value) => toText(value).replaceAll(/^/gm, '    ')
export const section = (title) => say(`\n${title}\n${'─'.repeat(title.length)}`)
export const show = (name, value) => say(`  ${name}\n${indent(value)}`)
const shellWord = (word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`)

export function toCurl(method, url, headers, form = {}) {
  const words = ['curl', '-sS', '-i', ...(method === 'GET' ? [] : ['-X', method]), url].map(shellWord)
  const heads = Object.entries(headers).map(([name, value]) => `-H ${shellWord(`${name}: ${value}`)}`)
  const fields = Object.entries(form).map(([name, value]) => `--data-urlencode ${shellWord(`${name}=${value}`)}`)
  return [words.join(' '), ...heads, ...fields].join(' \\\n  ')
}

export function showAnswer(response, body) {
  say(`  answer ${response.status}   x-flow-id ${response.headers.get('x-flow-id')}`)
  if (response.headers.has('location')) show('location', response.headers.get('location'))
  if (typeof body !== 'string') show('body', body)
  for (const name of ['access_token', 'id_token']) if (body[name] !== undefined) show(`${name}, decoded`, decode(body[name]))
}
