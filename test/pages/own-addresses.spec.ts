import { globSync, readFileSync } from 'node:fs'

const filesOf = (...patterns: readonly string[]) => globSync(patterns).filter((file) => !/\.(?:spec|fixtures?)\.ts$/.test(file))

/** Each line of the files that matches, as `file: line`. */
const linesOf = (files: readonly string[], pattern: RegExp) =>
  files.flatMap((file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => pattern.test(line))
      .map((line) => `${file}: ${line.trim()}`),
  )

describe('an address of this server, whose issuer may have a path,', () => {
  const views = filesOf('views/**/*.eta')
  const files = filesOf('views/assets/*')
  const sources = filesOf('src/**/*.ts', 'libs/**/*.ts')

  it('is put together by the functions of ServerSettings, and nowhere else (RFC8414-2)', () => {
    const joined = /issuer\}(?:\/|\$\{[\w.]*path)|\bissuer\s*\+/i
    expect(linesOf(sources, joined)).toEqual([expect.stringContaining('server-settings.ts: return this.issuer + path')])
  })

  it('is written in no template: links and forms get it from path(), files from asset()', () => {
    expect(views.length).toBeGreaterThan(10)
    expect(linesOf(views, /\b(?:href|src|srcset|action|formaction|data|poster|content)\s*=\s*["']?\s*\//i)).toEqual([])
    expect(linesOf(views, /action="<%= (?!it\.path\()/)).toEqual([
      'views/form-post.eta: <form id="form-post" method="post" action="<%= it.action %>">',
    ])
  })

  it('is written in no style and no script', () => {
    expect(files.length).toBeGreaterThan(3)
    expect(linesOf(files, /url\(\s*["']?\/|@import|fetch\(|location\s*[.=]|XMLHttpRequest|["'`]\/[a-z]/i)).toEqual([])
  })

  it('is not where seeOther() leads: pages of this server are led to by leadTo()', () => {
    expect(linesOf(sources, /seeOther\([^,]+,\s*["'`]\//)).toEqual([])
    expect(linesOf(sources, /\.redirect\(/)).toEqual([])
  })

  it('is sent in Location by two functions alone', () => {
    expect(linesOf(sources, /['"`]location['"`]/i).map((line) => line.split(':')[0]?.split('/').at(-1))).toEqual([
      'redirect-to-get.ts',
      'see-other.ts',
    ])
    expect(linesOf(sources, /\.baseUrl\b/).map((line) => line.split(':')[0]?.split('/').at(-1))).toEqual(['below-issuer.ts', 'lead-to.ts'])
  })

  it('is compared without the issuer’s path: request.path has lost it, originalUrl has not', () => {
    const comparing = /originalUrl\s*(?:[!=]==?|\.(?:startsWith|match|split|replace))/
    expect(linesOf(sources, comparing)).toEqual([])
    expect(linesOf(sources, /request\.url\b/).filter((line) => !line.includes('below-issuer.ts'))).toEqual([])
  })
})
