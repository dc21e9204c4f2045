import type { Page, Person } from '../../support/person'
import { formOf } from '../../support/person'

/** One entry of a plan's browser automation. */
export interface Automation {
  readonly match: string
  'match-limit'?: number
  readonly tasks: readonly Task[]
}
interface Task {
  readonly task: string
  readonly match: string
  readonly optional?: boolean
  readonly commands?: readonly (readonly [string, string, string, ...(string | number)[]])[]
}

const matches = (pattern: string, url: string) =>
  new RegExp(
    `^${pattern
      .split('*')
      .map((part) => part.replaceAll(/[.?+^$(){}|[\]\\]/g, '\\$&'))
      .join('.*')}$`,
  ).test(url)

/** Runs a plan's automation as the suite does: each task on the page where the last one ended, skipped or failed by its address. */
export class SuiteBrowser {
  #page: Page | undefined
  #url = ''
  #fields: Record<string, string> = {}

  constructor(
    private readonly person: Person,
    private readonly entries: readonly Automation[],
  ) {}

  /** Where the browser is when everything was done. */
  async visit(url: string): Promise<string> {
    const entry = this.entries.find(({ match, 'match-limit': limit = 1 }) => matches(match, url) && limit > 0)
    if (!entry) throw new Error(`no automation for ${url}`)
    if (entry['match-limit'] !== undefined) entry['match-limit'] -= 1
    this.#arrive(await this.person.open(url))
    for (const task of entry.tasks) await this.#perform(task)
    return this.#url
  }

  /** A page whose script posts its form is left at once. */
  #arrive(at: Page | URL): void {
    this.#fields = {}
    this.#page = at instanceof URL ? undefined : at
    this.#url = at instanceof URL ? at.href : at.url
    if (this.#page?.html.includes('id="form-post"')) this.#arrive(this.#posted(this.#page))
  }

  #posted(page: Page): URL {
    const { action, hidden } = formOf(page, 'form-post')
    return new URL(`${action}?${new URLSearchParams(hidden).toString()}`)
  }

  async #perform({ task, match, optional = false, commands = [] }: Task): Promise<void> {
    if (!matches(match, this.#url) && !optional) throw new Error(`${task}: unexpected address ${this.#url}`)
    if (matches(match, this.#url)) for (const command of commands) await this.#do(command)
  }

  async #do([command, selector, target, ...rest]: readonly [string, string, string, ...(string | number)[]]): Promise<void> {
    if (command === 'wait') return this.#expect(selector, target, rest[1])
    const element = this.#find(selector, target)
    if (element === undefined && rest.at(-1) !== 'optional') throw new Error(`no ${target} at ${this.#url}`)
    if (element === undefined) return
    if (command === 'text') this.#fields[target] = String(rest[0])
    else await this.#click(element)
  }

  /** The element's tag; of CSS, what the automation uses. */
  #find(selector: string, target: string): string | undefined {
    const attributes =
      selector === 'id' ? [`id="${target}"`] : [...target.matchAll(/\[(\w+)=(\w+)\]/g)].map(([, name, value]) => `${name}="${value}"`)
    const tags = this.#page?.html.match(/<(?:button|input|form|div)\b[^>]*>/g) ?? []
    return tags.find((tag) => attributes.some((attribute) => tag.includes(attribute)))
  }

  #expect(selector: string, target: string, text: string | number = ''): void {
    const isThere = selector === 'contains' ? this.#url.includes(target) : !this.#page || this.#find(selector, target) !== undefined
    if (!isThere || !(this.#page?.html ?? String(text)).includes(String(text)))
      throw new Error(`waited in vain for ${target} at ${this.#url}`)
  }

  async #click(button: string): Promise<void> {
    const [, name] = /\bname="([^"]*)"/.exec(button) ?? []
    const [, value = ''] = /\bvalue="([^"]*)"/.exec(button) ?? []
    if (this.#page) this.#arrive(await this.person.submit(this.#page, { ...this.#fields, ...(name !== undefined && { [name]: value }) }))
  }
}
