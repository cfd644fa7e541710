import { describeBindingPage } from './describe-binding-page.ts'

describeBindingPage('bindings-vue', { rendersOnChange: 1 })
