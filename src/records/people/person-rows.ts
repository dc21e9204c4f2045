import { Injectable } from '@nestjs/common'
import type { Role } from '#libs/roles/role'
import { isListed, listedRows, toList } from '#platform/database/listed'
import type { Transaction } from '#platform/database/transaction'

/** What is kept of a person beside the account's own row. */
export interface PersonParts {
  readonly sub: string
  /** Paths of the groups that the person is a member of. */
  readonly groups: readonly string[]
  /** The roles of the person's own. */
  readonly roles: readonly Role[]
  /** By which values of which attributes the person is found. */
  readonly keys: readonly (readonly [attribute: string, value: string])[]
}

const tables: readonly {
  readonly name: string
  readonly columns: readonly string[]
  readonly rowsOf: (person: PersonParts) => string[][]
}[] = [
  { name: 'group_members', columns: ['sub', 'path'], rowsOf: ({ sub, groups }) => [...new Set(groups)].map((path) => [sub, path]) },
  {
    name: 'user_roles',
    columns: ['sub', 'resource', 'role'],
    rowsOf: ({ sub, roles }) => distinct(roles.map(({ resource = '', role }) => [sub, resource, role])),
  },
  {
    name: 'attribute_values',
    columns: ['sub', 'attribute', 'value'],
    rowsOf: ({ sub, keys }) => distinct(keys.map(([attribute, value]) => [sub, attribute, value])),
  },
]

const distinct = (rows: readonly string[][]): string[][] => [...new Map(rows.map((row) => [JSON.stringify(row), row])).values()]

/** Writes what is kept of people beside their accounts' rows: for one or for thousands by the same statements. */
@Injectable()
export class PersonRows {
  /** Adds what is not kept yet. */
  async add(tx: Transaction, people: readonly PersonParts[]): Promise<void> {
    for (const { name, columns, rowsOf } of tables) {
      const rows = people.flatMap(rowsOf)
      const values = columns.map((_, index) => `value ->> ${index}`).join(', ')
      const sql = `INSERT INTO ${name} (${columns.join(', ')}) SELECT ${values} FROM ${listedRows(1)} WHERE true ON CONFLICT DO NOTHING`
      if (rows.length > 0) await tx.query(sql, [toList(rows)])
    }
  }

  /** Has them have exactly this. */
  async replace(tx: Transaction, people: readonly PersonParts[]): Promise<void> {
    await this.remove(
      tx,
      people.map(({ sub }) => sub),
    )
    await this.add(tx, people)
  }

  /** Forgets all of it: the accounts are gone. */
  async remove(tx: Transaction, subs: readonly string[]): Promise<void> {
    if (subs.length === 0) return
    for (const { name } of tables) await tx.query(`DELETE FROM ${name} WHERE ${isListed('sub', 1)}`, [toList(subs)])
  }
}
