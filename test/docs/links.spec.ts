import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'

const root = join(__dirname, '..', '..')
const foldersBelow = ['docs', 'deploy', 'bench', 'demo']
const isPage = (file: string) => file.endsWith('.md')
const below = (folder: string) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter(isPage)
    .map((file) => join(folder, file))
const pages = [...readdirSync(root).filter(isPage), ...foldersBelow.flatMap(below)]

const withoutCode = (text: string): string => text.replaceAll(/^```[\s\S]*?^```$/gm, '').replaceAll(/`[^`\n]*`/g, 'code')
const read = (page: string): string => readFileSync(join(root, page), 'utf8')

/** As GitHub makes anchors of headings: lower case, no punctuation, spaces as hyphens; the second of a name gets a number. */
function anchorsOf(page: string): ReadonlySet<string> {
  const headings = [
    ...read(page)
      .replaceAll(/^```[\s\S]*?^```$/gm, '')
      .matchAll(/^#{1,6} (.+)$/gm),
  ].map(([, title = '']) => title)
  const slugs = headings.map((title) =>
    title
      .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replaceAll(/\s/g, '-'),
  )
  const countBefore = (slug: string, index: number) => slugs.slice(0, index).filter((one) => one === slug).length
  return new Set(slugs.map((slug, index) => (countBefore(slug, index) === 0 ? slug : `${slug}-${countBefore(slug, index)}`)))
}

/** Links within the repository; addresses elsewhere are not asked. */
const linksOf = (page: string): readonly string[] =>
  [...withoutCode(read(page)).matchAll(/\]\(<?([^)>\s]+)>?\)/g)].map(([, link = '']) => link).filter((link) => !/^[a-z]+:/i.test(link))

function faultOf(page: string, link: string): string | undefined {
  const [path = '', anchor] = link.split('#', 2)
  const target = path === '' ? page : relative(root, join(root, dirname(page), decodeURIComponent(path)))
  if (!existsSync(join(root, target))) return `${page}: ${link} leads nowhere`
  if (anchor === undefined || !isPage(target)) return undefined
  return anchorsOf(target).has(anchor) ? undefined : `${page}: ${target} has no heading for #${anchor}`
}

describe('the documents', () => {
  it('link to pages, files and headings that there are', () => {
    expect(pages.flatMap((page) => linksOf(page).map((link) => faultOf(page, link))).filter((fault) => fault !== undefined)).toEqual([])
  })

  it('of docs/ are all in its index', () => {
    const listed = new Set(linksOf('docs/README.md').map((link) => join('docs', link.split('#', 1)[0] ?? '')))
    const all = pages.filter((page) => page.startsWith('docs/') && page !== 'docs/README.md' && !page.startsWith('docs/adr/'))
    expect(all.filter((page) => !listed.has(page))).toEqual([])
  })
})
