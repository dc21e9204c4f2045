import { Injectable } from '@nestjs/common'
import { Attributes } from '#records/attributes/attributes.repository'
import { Groups } from '#records/groups/groups.repository'
import { Resources } from '#records/resources/resources.repository'
import type { Declared } from './check-references'

/** What entries of a seed may name, as the server has it. */
@Injectable()
export class FindDeclared {
  constructor(
    private readonly attributes: Attributes,
    private readonly groups: Groups,
    private readonly resources: Resources,
  ) {}

  async execute(): Promise<Declared> {
    const [attributes, groups, resources] = await Promise.all([this.attributes.load(), this.groups.paths(), this.resources.all()])
    return { attributes, groups, resources }
  }
}
