/** Why a scene is not shown: what happened, and how to mend it. */
export class SceneProblem extends Error {
  override readonly name = 'SceneProblem'
  /** What to do about it. */
  readonly fix: string

  /** @param message what is wrong, and why. @param fix what to do about it. */
  constructor(message: string, fix: string) {
    super(message)
    this.fix = fix
  }
}
