export { SceneProblem } from './scene-problem.ts'
export { showScene } from './show-scene.ts'
