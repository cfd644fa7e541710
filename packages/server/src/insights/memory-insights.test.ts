import { createMemoryInsights } from './memory-insights.ts'
import { describeInsightsStore } from './testing/insights-store-contract.ts'

describeInsightsStore('memory', createMemoryInsights)
