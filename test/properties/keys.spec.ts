import { describeProperties } from './describe-properties'
import { properties } from './keys.properties'

describeProperties('Keys', require.resolve('./keys.properties'), properties)
