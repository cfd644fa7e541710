import { describeBindingPage } from './describe-binding-page.ts'

describeBindingPage('bindings-react', { rendersOnChange: 1 })
