export { createServiceMetrics, type ServiceFigures, type ServiceMetrics } from './service-metrics.ts'
