/** Only a path of this site: an address of another one would make signing in a lure. */
export function safeNext(next: string | null): string {
  return next && /^\/(?![/\\])/.test(next) ? next : '/';
}
