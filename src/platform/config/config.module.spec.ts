import { Injectable, Module } from '@nestjs/common'
import { Test } from '@nestjs/testing'
import { ConfigModule } from './config.module'
import { DpopSettings } from './dpop-settings'
import { LifetimeSettings } from './lifetime-settings'
import { loadSettings } from './load-settings'

@Injectable()
class NeedsTwoSlices {
  constructor(
    readonly dpop: DpopSettings,
    readonly lifetimes: LifetimeSettings,
  ) {}
}

@Module({ providers: [NeedsTwoSlices] })
class Feature {}

describe('the config module', () => {
  it('gives every module the slices that it asks for', async () => {
    const settings = loadSettings({ NODE_ENV: 'development' })
    const module = await Test.createTestingModule({ imports: [ConfigModule.forRoot(settings), Feature] }).compile()
    expect(module.get(NeedsTwoSlices)).toEqual({ dpop: settings.dpop, lifetimes: settings.lifetimes })
  })
})
