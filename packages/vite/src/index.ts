export { type HalyardOptions, halyard } from './halyard.ts'
export type { SceneOptions } from './scene-page/scene-options.ts'
export type { ScenesOptions } from './scenes/scenes-options.ts'
