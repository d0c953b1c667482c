import { SpanStatusCode, context, trace, type Attributes, type Span } from '@opentelemetry/api';

const NAME = 'roundtable';

/**
 * Starts traces where the standard variables ask for them (`OTEL_EXPORTER_OTLP_ENDPOINT`,
 * `OTEL_EXPORTER_OTLP_TRACES_ENDPOINT` or `OTEL_TRACES_EXPORTER`; the SDK reads the others). Nothing is loaded otherwise.
 * @returns sends what is left and ends
 */
export async function startTracing(env: Readonly<Record<string, string | undefined>>): Promise<() => Promise<void>> {
  if (!isAskedFor(env)) return () => Promise.resolve();
  const { NodeSDK } = await import('@opentelemetry/sdk-node');
  const sdk = new NodeSDK({ serviceName: env['OTEL_SERVICE_NAME'] ?? NAME });
  sdk.start();
  return () => sdk.shutdown();
}

function isAskedFor(env: Readonly<Record<string, string | undefined>>): boolean {
  if (env['OTEL_SDK_DISABLED']?.toLowerCase() === 'true' || env['OTEL_TRACES_EXPORTER'] === 'none') return false;
  return ['OTEL_EXPORTER_OTLP_ENDPOINT', 'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT', 'OTEL_TRACES_EXPORTER'].some(
    (name) => (env[name] ?? '') !== '',
  );
}

/** Runs `work` as one span; spans made meanwhile are its children. An error marks the span and is rethrown. */
export function traced<T>(name: string, attributes: Attributes, work: (span: Span) => Promise<T>): Promise<T> {
  return trace.getTracer(NAME).startActiveSpan(name, { attributes }, async (span) => {
    try {
      return await work(span);
    } catch (error) {
      // The error's kind only: its message may quote a record.
      span.setStatus({ code: SpanStatusCode.ERROR, message: error instanceof Error ? error.name : 'unknown' });
      throw error;
    } finally {
      span.end();
    }
  });
}

/** Records what has just ended as a child of the current span. */
export function traceEnded(name: string, durationMs: number, attributes: Attributes): void {
  const endTime = Date.now();
  const span = trace.getTracer(NAME).startSpan(name, { startTime: endTime - durationMs, attributes }, context.active());
  span.end(endTime);
}
