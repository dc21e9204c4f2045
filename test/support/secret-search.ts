const leastLength = 8

/** The base64 of a text that stands somewhere within other text: cut to what no neighbour changes, for each of the three alignments. */
function base64Within(bytes: Buffer): string[] {
  return [0, 1, 2].flatMap((offset) => {
    const shifted = Buffer.concat([Buffer.alloc(offset), bytes])
    const length = Math.floor((shifted.length * 4) / 3)
    const text = shifted.toString('base64').slice(Math.ceil((offset * 4) / 3), length)
    return [text, text.replaceAll('+', '-').replaceAll('/', '_')]
  })
}

const isBase64 = (text: string) => /^[\w+/-]{43,}=*$/.test(text)

/** Every shape that a secret may take where it has leaked. */
function shapesOf(secret: string): string[] {
  const bytes = Buffer.from(secret)
  const json = JSON.stringify(secret).slice(1, -1)
  const form = new URLSearchParams({ '': secret }).toString().slice(1)
  const shapes = [secret, json, form, encodeURIComponent(secret), bytes.toString('hex'), ...base64Within(bytes)]
  if (!isBase64(secret)) return shapes
  const raw = Buffer.from(secret, 'base64')
  return [...shapes, raw.toString('latin1'), raw.toString('hex'), ...base64Within(raw)]
}

// A token's signature gives the token away too; a handle within a URN is the handle.
const partsOf = (secret: string): string[] => [secret, ...(secret.startsWith('ey') ? secret.split('.').slice(2) : [])]

/** Collects secrets by name, and finds them again wherever they should not be. */
export class SecretSearch {
  readonly #names = new Map<string, string>()

  add(name: string, secret: string | null | undefined): void {
    if (secret && secret.length >= leastLength) for (const part of partsOf(secret)) this.#names.set(part, name)
  }

  /** The names of what has been collected. */
  get names(): ReadonlySet<string> {
    return new Set(this.#names.values())
  }

  /** The names of the secrets that the text holds, in whatever shape. */
  findIn(text: string): string[] {
    const lowered = text.toLowerCase()
    const holds = (shape: string) => text.includes(shape) || (/^[\da-f]+$/.test(shape) && lowered.includes(shape))
    return [...new Set([...this.#names].filter(([secret]) => shapesOf(secret).some(holds)).map(([, name]) => name))]
  }
}
