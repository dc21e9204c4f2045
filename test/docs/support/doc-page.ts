import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(__dirname, '..', '..', '..')
const isUpdating = process.env['UPDATE_DOCS'] !== undefined
const example = /<!-- example: ([\w./-]+) -->\n\n```(\w+)\n([\s\S]*?)\n```/g

/** A page of docs/ whose marked blocks are made by tests: each must be on the page as a test has made it. */
export class DocPage {
  readonly #path: string
  readonly #made = new Map<string, string>()

  constructor(readonly name: string) {
    this.#path = join(root, 'docs', name)
  }

  /** The page's examples by name. */
  read(): ReadonlyMap<string, string> {
    const found = [...readFileSync(this.#path, 'utf8').matchAll(example)].map(([, name = '', , text = '']) => [name, text] as const)
    if (new Set(found.map(([name]) => name)).size < found.length) throw new Error(`${this.name} has two examples of one name`)
    return new Map(found)
  }

  /** What the page must show under a name. */
  shows(name: string, text: string): void {
    if (this.#made.has(name)) throw new Error(`${name} is made twice`)
    this.#made.set(name, text.trimEnd())
    if (!isUpdating) expect([name, this.read().get(name)]).toEqual([name, text.trimEnd()])
  }

  /** A file of docs/examples, as it stands there. */
  showsFile(file: string): void {
    this.shows(file, readFileSync(join(root, 'docs', 'examples', file), 'utf8'))
  }

  /** Every example of the page was made, and the other way round; with UPDATE_DOCS set, the page is written. */
  finish(): void {
    if (isUpdating) this.#write()
    expect([...this.read().keys()].toSorted()).toEqual([...this.#made.keys()].toSorted())
  }

  #write(): void {
    const page = readFileSync(this.#path, 'utf8')
    const text = page.replaceAll(example, (block, name: string, language: string) => {
      const made = this.#made.get(name)
      return made === undefined ? block : `<!-- example: ${name} -->\n\n\`\`\`${language}\n${made}\n\`\`\``
    })
    writeFileSync(this.#path, text)
  }
}

/** The tests of one page. The last of them sees to it that the page has no example that none of them makes. */
export function describePage(name: string, tests: (page: DocPage) => void): void {
  // oxlint-disable-next-line jest/valid-title -- the page is the title
  describe(join('docs', name), () => {
    const page = new DocPage(name)
    tests(page)

    it('shows nothing that no test makes', () => {
      page.finish()
    })
  })
}
