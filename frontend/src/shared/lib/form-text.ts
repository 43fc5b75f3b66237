/** What was typed into the field `name` of a form, without surrounding space. */
export function textOf(form: HTMLFormElement, name: string): string {
  return rawTextOf(form, name).trim();
}

/** The same as it was typed, as passwords are. */
export function rawTextOf(form: HTMLFormElement, name: string): string {
  const value = new FormData(form).get(name);
  return typeof value === 'string' ? value : '';
}
