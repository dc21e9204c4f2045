import { Module } from '@nestjs/common'
import { DiscoveryModule, DiscoveryService } from '@nestjs/core'
import { Test } from '@nestjs/testing'
import { findRegistered } from './registry'

interface Shape {
  corners(): number
}
const DrawsShape = DiscoveryService.createDecorator<string>()

@DrawsShape('triangle')
class Triangle implements Shape {
  corners = () => 3
}
@DrawsShape('square')
class Square implements Shape {
  corners = () => 4
}
class Stranger {}

@Module({ providers: [Triangle, Stranger] })
class FirstModule {}
@Module({ imports: [FirstModule, DiscoveryModule], providers: [Square] })
class SecondModule {}

describe('a registry', () => {
  it('finds what any module adds to it, under its key, and nothing else', async () => {
    const context = await Test.createTestingModule({ imports: [SecondModule] }).compile()
    const found = findRegistered<string, Shape>(context.get(DiscoveryService, { strict: false }), DrawsShape)
    expect(new Map(found.map(({ key, provider }) => [key, provider.corners()]))).toEqual(
      new Map([
        ['triangle', 3],
        ['square', 4],
      ]),
    )
    await context.close()
  })

  it('is empty where nobody adds anything', async () => {
    const context = await Test.createTestingModule({ imports: [DiscoveryModule] }).compile()
    expect(findRegistered(context.get(DiscoveryService, { strict: false }), DrawsShape)).toEqual([])
    await context.close()
  })
})
