import { describeBindingPage } from './describe-binding-page.ts'

describeBindingPage('bindings-preact', { rendersOnChange: 0 })
