export { type CompiledFlagSet, compileFlagSet, flagKeys, recompile } from './compile-flag-set.ts'
export { compileLogic, type LogicResult } from './compile-logic.ts'
export { type EvaluationOptions, evaluate, type UntypedEvaluationDetails } from './evaluate.ts'
