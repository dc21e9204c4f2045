import { describeProperties } from './describe-properties'
import { properties } from './mapping.properties'

describeProperties('The claims of a mapping', require.resolve('./mapping.properties'), properties)
