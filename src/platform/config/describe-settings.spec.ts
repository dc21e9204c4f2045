import { readFileSync } from 'node:fs'
import { describeSettings } from './describe-settings'
import { refusals } from './refusals'
import { allDeclarations } from './settings'

describe('.env.example', () => {
  it('lists every setting as the code declares it', () => {
    expect(readFileSync('.env.example', 'utf8')).toBe(describeSettings())
  })

  it('sets nothing when it is used as it is', () => {
    expect(describeSettings().match(/^(?!#|$).*$/gm)).toBeNull()
  })

  it('holds no secret', () => {
    for (const { name, default: usual } of allDeclarations.filter(({ secret }) => secret)) {
      expect([name, usual]).toEqual([name, name === 'DATABASE_URL' ? 'sqlite://./data/aldgate.sqlite' : undefined])
    }
  })

  it('has each name once', () => {
    const names = allDeclarations.map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
  })

  it('has every setting that a start is refused for', () => {
    const names = new Set(allDeclarations.map(({ name }) => name))
    expect(refusals.map(({ setting }) => setting).filter((name) => !names.has(name))).toEqual([])
  })
})
