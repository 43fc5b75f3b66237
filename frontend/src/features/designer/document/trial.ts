/** One ticket to be tried on the draft, and the ways chosen so far. */
export interface Trial {
  ticket:
    | { number: string }
    | {
        subject: string;
        category: string;
        sub_category: string;
        department: string;
        priority: 'urgent' | 'high' | 'medium' | 'low';
        details: Record<string, string | number>;
      };
  choices: readonly string[];
}

/** `amount = 300` a line: further fields of a made-up ticket. */
export function readDetails(text: string): Record<string, string | number> {
  const pairs = text.split('\n').flatMap((line): [string, string | number][] => {
    const [name = '', ...rest] = line.split('=');
    const value = rest.join('=').trim();
    if (name.trim() === '' || value === '') return [];
    return [[name.trim(), /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value]];
  });
  return Object.fromEntries(pairs);
}
