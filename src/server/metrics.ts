import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** A number that only grows. Label values are few and never personal. */
export interface MetricCounter {
  inc(labels?: Readonly<Record<string, string>>, by?: number): void;
}

export interface MetricGauge {
  set(labels: Readonly<Record<string, string>>, value: number): void;
}

export interface Metrics {
  counter(name: string, help: string, labels?: readonly string[]): MetricCounter;
  gauge(name: string, help: string, labels?: readonly string[]): MetricGauge;
  observeRequest(request: {
    readonly method: string;
    /** The route's pattern, never the address that was asked for. */
    readonly route: string;
    readonly status: number;
    readonly ms: number;
  }): void;
  readonly contentType: string;
  /** Everything in the text format of Prometheus. */
  text(): Promise<string>;
}

const REQUEST_BUCKETS_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

/** The numbers that `/metrics` shows; whoever counts something is handed a counter by main.ts. */
export function makeMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: 'careline_http_request_seconds',
    help: 'Time to answer a request, by route and status.',
    labelNames: ['method', 'route', 'status'],
    buckets: REQUEST_BUCKETS_SECONDS,
    registers: [registry],
  });
  return {
    counter: (name, help, labels = []) => {
      const counter = new Counter({ name, help, labelNames: [...labels], registers: [registry] });
      return { inc: (values = {}, by = 1) => counter.inc(values, by) };
    },
    gauge: (name, help, labels = []) => {
      const gauge = new Gauge({ name, help, labelNames: [...labels], registers: [registry] });
      return { set: (values, value) => gauge.set(values, value) };
    },
    observeRequest: ({ method, route, status, ms }) =>
      requests.observe({ method, route, status: String(status) }, ms / 1000),
    contentType: registry.contentType,
    text: () => registry.metrics(),
  };
}
