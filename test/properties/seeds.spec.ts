import { describeProperties } from './describe-properties'
import { properties } from './seeds.properties'

describeProperties('Seeds', require.resolve('./seeds.properties'), properties)
