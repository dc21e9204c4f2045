import { overhear } from './overhear'

const headLength = 20
// Long and of more than one character: a password of a thousand x is no secret.
const token = /^(?!(.)\1+$)[\w-]{22,}$/
const leastLength = 12

const secretPartOf = (secret: string) => (secret.startsWith('ey') ? (secret.split('.')[2] ?? '') : secret.replace(/^urn:.*:/, ''))

/** Finds secrets in texts of any size, in one pass however many there are: by their heads, as they are or in hexadecimal digits. */
class WatchedSecrets {
  readonly #heads = new Map<string, string>()
  readonly #phrases = new Map<string, string>()

  add(name: string, secret: string | null | undefined): void {
    const part = secretPartOf(secret ?? '')
    if (name === 'password' && part.length >= leastLength && part.includes(' ')) this.#phrases.set(part, name)
    if (!token.test(part)) return
    for (const shape of [part, Buffer.from(part).toString('hex'), Buffer.from(part, 'base64url').toString('hex')])
      this.#heads.set(shape.slice(0, headLength), name)
  }

  /** What is found, as the secret's name and its surroundings. */
  findIn(text: string): string[] {
    const phrases = [...this.#phrases].filter(([phrase]) => text.includes(phrase)).map(([phrase, name]) => `${name}: ${phrase}`)
    const runs = [...text.matchAll(/[\w-]{20,}/g)].flatMap(({ 0: run, index }) => {
      const name = this.#nameIn(run)
      return name === undefined ? [] : [`${name}: ${text.slice(Math.max(0, index - 200), index + 100)}`]
    })
    return [...phrases, ...runs]
  }

  #nameIn(run: string): string | undefined {
    for (let at = 0; at + headLength <= run.length; at += 1) {
      const name = this.#heads.get(run.slice(at, at + headLength))
      if (name !== undefined) return name
    }
    return undefined
  }
}

let watched: WatchedSecrets | undefined

/** The secrets that go over the wire from now on, to any server of this file of tests. */
export function watchSecrets(): Pick<WatchedSecrets, 'findIn'> {
  if (watched === undefined) overhear((watched = new WatchedSecrets()))
  return watched
}
