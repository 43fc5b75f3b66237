import { useQuery } from '@tanstack/react-query';

export const SERVICES = ['auth', 'workflow', 'ticket', 'messaging', 'notification'] as const;
export type Service = (typeof SERVICES)[number];

export interface Check {
  name: string;
  status: 'pass' | 'warn' | 'fail';
  latency_ms: number;
  message: string;
}

export interface Health {
  status: 'pass' | 'warn' | 'fail';
  checks: Check[];
  /** Milliseconds from question to answer, as seen from here. */
  roundTrip: number;
}

const ASK_EVERY_MS = 10_000;
const ANSWER_WITHIN_MS = 8_000;

// Health is no part of a service's interface description, and an unhealthy service says so with 503.
async function ask(service: Service): Promise<Health> {
  const started = performance.now();
  const response = await fetch(`/api/${service}/health/`, {
    signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
  });
  const body = (await response.json()) as Pick<Health, 'status' | 'checks'>;
  return { ...body, roundTrip: Math.round(performance.now() - started) };
}

/** How a service says it is. An error means that it did not answer at all. */
export function useHealth(service: Service) {
  return useQuery({
    queryKey: ['health', service],
    queryFn: () => ask(service),
    refetchInterval: ASK_EVERY_MS,
    retry: false,
    staleTime: 0,
  });
}
