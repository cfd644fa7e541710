export { type WithDevtoolsOptions, withDevtools } from './with-devtools.ts'
