import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { FluentResource } from '@fluent/bundle'
import { knownLanguages } from '#platform/config/page-settings'

const root = join(__dirname, '..', '..')
const read = (...path: string[]) => readFileSync(join(root, ...path), 'utf8')
const filesIn = (folder: string, suffix: string) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith(suffix))

const sources = filesIn('src', '.ts').filter((file) => !/\.(?:spec|fixture)\.ts$|\/fixtures\//.test(file))
const texts = [...filesIn('views', '.eta').map((file) => read('views', file)), ...sources.map((file) => read('src', file))]
const calls = /\b(?:message|it\.t|it\.html|this\.text)\(([^()]*)/g
const fields = /\bid: '([a-z][\w-]*)'/g
const literals = (text = '') => [...text.matchAll(/'([a-z][a-z\d]*(?:-[a-z\d]+)*)'/g)].map(([, id = '']) => id)
const used = new Set([
  ...texts.flatMap((text) => [...text.matchAll(calls)].flatMap(([, inside]) => literals(inside))),
  ...texts.flatMap((text) => [...text.matchAll(fields)].map(([, id = '']) => id)),
])

const parse = (tag: string) => new FluentResource(read('views', 'locales', `${tag}.ftl`)).body
const idsOf = (tag: string) => parse(tag).map(({ id }) => id)
const statedIn = (tag: string) => [...read('views', 'locales', `${tag}.ftl`).matchAll(/^([a-z][\w-]*) =/gm)].map(([, id = '']) => id)
const placesOf = (tag: string) =>
  new Map(parse(tag).map(({ id, value }) => [id, [...new Set(JSON.stringify(value).match(/"type":"var","name":"\w+"/g))].toSorted()]))

/** German says Problem as well. */
const sameInAll = new Set(['direction', 'title-problem'])

describe('the languages of the pages', () => {
  it('are the files in views/locales', () => {
    expect(filesIn('views/locales', '.ftl').toSorted()).toEqual(knownLanguages.map((tag) => `${tag}.ftl`).toSorted())
  })

  it.each(knownLanguages)('%s has every message that a page shows, and none besides', (tag) => {
    const ids = idsOf(tag)
    expect([...used].filter((id) => !ids.includes(id))).toEqual([])
    expect(ids.filter((id) => !used.has(id))).toEqual([])
  })

  it.each(knownLanguages)('%s is well formed, each message once', (tag) => {
    expect(idsOf(tag)).toEqual(statedIn(tag))
    expect(new Set(idsOf(tag)).size).toBe(idsOf(tag).length)
  })

  it.each(knownLanguages)('%s has the same places in each message as English', (tag) => {
    expect(placesOf(tag)).toEqual(placesOf('en'))
  })

  it.each(knownLanguages)('%s holds nothing that would mark a place, or be taken for HTML', (tag) => {
    expect(read('views', 'locales', `${tag}.ftl`).replaceAll('->', '')).not.toMatch(/[<>&\uE000\uE001\u2068\u2069]/)
  })

  it.each(knownLanguages.filter((tag) => tag !== 'en'))('%s says nothing in English', (tag) => {
    const english = new Map(parse('en').map(({ id, value }) => [id, JSON.stringify(value)]))
    const same = parse(tag).filter(({ id, value }) => !sameInAll.has(id) && english.get(id) === JSON.stringify(value))
    expect(same.map(({ id }) => id)).toEqual([])
  })
})
