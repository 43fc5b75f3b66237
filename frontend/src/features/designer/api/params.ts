/** The path parameter of everything about one workflow. */
export function ofWorkflow(id: string) {
  return { path: { workflow_id: Number(id) } };
}
