export { type AttachDevtoolsOptions, attachDevtools } from './attach-devtools.ts'
