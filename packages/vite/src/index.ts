export { type HalyardOptions, halyard } from './halyard.ts'
