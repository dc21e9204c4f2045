import { describeProperties } from './describe-properties'
import { properties } from './forms.properties'

describeProperties('Forms and queries', require.resolve('./forms.properties'), properties)
