import { Injectable } from '@nestjs/common'
import { searchKeys } from '#libs/person-attributes/search-keys'
import type { AttributeValue } from '#libs/person-attributes/attribute-definition'
import { UnitOfWork } from '#platform/database/unit-of-work'

/** Finds people by what is known of them, each by an index. */
@Injectable()
export class FindPeople {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** The subs of people of whom an attribute or standard claim has the value, in any case; in order, those after `after`. */
  async byAttribute(attribute: string, value: AttributeValue, limit: number, after = ''): Promise<readonly string[]> {
    const [key = ''] = searchKeys(value)
    const sql = 'SELECT sub FROM attribute_values WHERE attribute = $1 AND value = $2 AND sub > $3 ORDER BY sub LIMIT $4'
    return this.#subs(sql, [attribute, key, after, limit])
  }

  /** The subs of the members of a group itself, in order, those after `after`. */
  async byGroup(path: string, limit: number, after = ''): Promise<readonly string[]> {
    const sql = 'SELECT sub FROM group_members WHERE path = $1 AND sub > $2 ORDER BY sub LIMIT $3'
    return this.#subs(sql, [path, after, limit])
  }

  async #subs(sql: string, values: readonly (string | number)[]): Promise<readonly string[]> {
    return (await this.unitOfWork.reads.query(sql, values)).map((row) => row['sub'] as string)
  }
}
