import { Eta } from 'eta'

type Resolve = Eta['resolvePath']

/** Templates whose places are looked up once: a page is made of several, and where they lie changes for none of them. */
export class Views extends Eta {
  readonly #places = new Map<string, string>()
  readonly #resolve = this.resolvePath

  override resolvePath: Resolve = (template, options) => {
    const name = `${options?.filepath ?? ''}\0${template}`
    const place = this.#places.get(name) ?? this.#resolve(template, options)
    this.#places.set(name, place)
    return place
  }
}
