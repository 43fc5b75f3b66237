export const incidentsKey = ['degraded'] as const;
