const ENABLED = 'tts.shortcuts.enabled';

/** Single keys can be turned off: they get in the way of speech input. */
export function shortcutsEnabled(): boolean {
  return localStorage.getItem(ENABLED) !== 'no';
}

export function enableShortcuts(enabled: boolean): void {
  localStorage.setItem(ENABLED, enabled ? 'yes' : 'no');
}

/** The name of a key press as shortcuts are written: `j`, `?`, `Enter`, `mod+k`. */
export function nameOf(event: KeyboardEvent): string {
  const modifier = event.ctrlKey || event.metaKey ? 'mod+' : '';
  return modifier + (event.key.length === 1 ? event.key.toLowerCase() : event.key);
}

/** Whether the key press belongs to a field, a dialog or a control of its own. */
export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest(
      'input, textarea, select, [contenteditable="true"], [role="dialog"], [role="menu"]',
    ) !== null
  );
}
