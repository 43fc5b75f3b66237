/** Asks the person to prove again who they are; whether they did. */
type Asker = () => Promise<boolean>;

let asker: Asker | null = null;
let underWay: Promise<boolean> | null = null;

/** Let `ask` be called when a service wants a recent proof of who somebody is. */
export function onStepUp(ask: Asker): () => void {
  asker = ask;
  return () => {
    if (asker === ask) asker = null;
  };
}

async function isWanted(response: Response): Promise<boolean> {
  if (response.status !== 403) return false;
  const body: unknown = await response
    .clone()
    .json()
    .catch(() => null);
  return (body as { code?: unknown } | null)?.code === 'STEP_UP_REQUIRED';
}

/** Whether `response` wanted a proof and it was given: then the request is worth repeating. */
export async function provenAfter(response: Response): Promise<boolean> {
  if (!asker || !(await isWanted(response))) return false;
  // Several requests of one page are answered by one proof.
  underWay ??= asker().finally(() => {
    underWay = null;
  });
  return underWay;
}
