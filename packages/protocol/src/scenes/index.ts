export {
  parseSceneList,
  SCENE_FRAMEWORKS,
  SCENES_PATH,
  type Scene,
  type SceneFramework,
  type SceneList,
} from './scene-list.ts'
