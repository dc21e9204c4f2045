import { randomInt } from 'node:crypto'

const given = process.env['PROPERTY_SEED']

/** What all inputs are drawn by: PROPERTY_SEED where it is set, else another one in each run. */
export const propertySeed = given === undefined ? randomInt(2 ** 31) : Number(given)
