const KEY = 'countersign.recent-requests';
const KEPT = 6;

/** Ids of the requests that were looked at last in this tab, newest first. */
export function recentRequests(): readonly string[] {
  return (sessionStorage.getItem(KEY) ?? '').split(' ').filter(Boolean);
}

export function rememberRequest(id: string): void {
  const others = recentRequests().filter((other) => other !== id);
  sessionStorage.setItem(KEY, [id, ...others].slice(0, KEPT).join(' '));
}

/** For whoever signs in after this. */
export function forgetRequests(): void {
  sessionStorage.removeItem(KEY);
}
